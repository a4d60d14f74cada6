import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import { post } from "./webhooks";

// The thread of `watchWebhooks`: tells its port first, then, whenever it is asked, the times since the last time.
let times: number[] = [];

const server = createServer((asked, answer) => {
  const parts: Buffer[] = [];
  asked.on("data", (part: Buffer) => parts.push(part));
  asked.on("end", () => {
    const body = Buffer.concat(parts);
    const headers = { "content-type": "application/json", "stripe-signature": String(asked.headers["stripe-signature"]) };
    const started = performance.now();
    void post(`${String(workerData)}/api/webhooks/stripe`, body.toString("utf8"), headers).then(({ status, text }) => {
      if (body.includes('"checkout.session.completed"')) times.push(performance.now() - started);
      answer.writeHead(status).end(text);
    }).catch(() => answer.writeHead(502).end());
  });
});

server.listen(0, "127.0.0.1", () => parentPort?.postMessage((server.address() as AddressInfo).port));
parentPort?.on("message", () => {
  parentPort?.postMessage(times);
  times = [];
});
