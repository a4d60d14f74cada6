// A receiver in TypeScript: node receiver.ts (Node 22.18 or newer). SECRET is the shop's COMMISSION_SECRET.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

const key = Buffer.from((process.env["SECRET"] ?? "").replace(/^whsec_/, ""), "base64");
const taken = new Map<string, string>(); // In real life a table: id primary key, body.

function isSigned(headers: Record<string, unknown>, body: string): boolean {
  const id = String(headers["webhook-id"]), time = String(headers["webhook-timestamp"]);
  if (!(Math.abs(Date.now() / 1000 - Number(time)) < 300)) return false;
  const ours = createHmac("sha256", key).update(`${id}.${time}.${body}`).digest();
  return String(headers["webhook-signature"]).split(" ").some((one) => {
    const theirs = Buffer.from(one.replace(/^v1,/, ""), "base64");
    return theirs.length === ours.length && timingSafeEqual(theirs, ours);
  });
}

const server = createServer((request, response) => void take(request, response));

async function take(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString("utf8");
  const answer = (status: number, json: object) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
  if (!isSigned(request.headers, body)) return answer(401, { code: "bad_signature" });
  const id = request.method === "GET" ? decodeURIComponent(request.url?.split("/").at(-1) ?? "") : (JSON.parse(body) as { id: string }).id;
  const before = taken.get(id);
  if (request.method === "GET" && before === undefined) return answer(404, { code: "unknown_message" });
  if (before !== undefined && request.method === "POST" && before !== body) return answer(409, { code: "other_content" });
  if (before !== undefined) return answer(200, { id, reference: id, duplicate: true });
  taken.set(id, body); // Book it in the same transaction as the id.
  return answer(201, { id, reference: id });
}
server.listen(Number(process.env["PORT"] ?? 4010), "127.0.0.1", () => console.log(`listening on ${(server.address() as { port: number }).port}`));
