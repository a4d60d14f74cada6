# A receiver in Python: python3 receiver.py (3.8 or newer, no packages). SECRET is the shop's COMMISSION_SECRET.
import base64, hashlib, hmac, json, os, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

KEY = base64.b64decode(os.environ["SECRET"].replace("whsec_", "", 1))
TAKEN = {}  # In real life a table: id primary key, body.

def is_signed(headers, body):
    stamp = headers.get("webhook-timestamp", "")
    if not stamp.isdigit() or abs(time.time() - int(stamp)) > 300:
        return False
    signed = f"{headers.get('webhook-id', '')}.{stamp}.".encode() + body
    ours = "v1," + base64.b64encode(hmac.new(KEY, signed, hashlib.sha256).digest()).decode()
    return any(hmac.compare_digest(ours, one) for one in headers.get("webhook-signature", "").split(" "))

class Receiver(BaseHTTPRequestHandler):
    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        if not is_signed(self.headers, b""):
            return self.answer(401, {"code": "bad_signature"})
        id = unquote(self.path.split("/")[-1])
        if id not in TAKEN:
            return self.answer(404, {"code": "unknown_message"})
        self.answer(200, {"id": id, "reference": id, "duplicate": True})

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if not is_signed(self.headers, body):
            return self.answer(401, {"code": "bad_signature"})
        id = json.loads(body)["id"]
        before = TAKEN.setdefault(id, body)  # Book it in the same transaction as the id.
        if before != body:
            return self.answer(409, {"code": "other_content"})
        again = before is not body
        self.answer(200 if again else 201, {"id": id, "reference": id, **({"duplicate": True} if again else {})})

    def log_message(self, *args):
        pass

server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "4010"))), Receiver)
print(f"listening on {server.server_port}", flush=True)
server.serve_forever()
