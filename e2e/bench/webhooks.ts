import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { closeAtEnd } from "@/lib/sandbox/run/closing";
import { DEMO_SECRETS } from "@/lib/sandbox/run/settings";
import { signatureOf } from "@/lib/sandbox/stripe/webhooks";
import { idOf } from "@/lib/kernel/id";
import { keepOpen } from "./requests";

/** Stands between the payment sandbox and the shop, and takes the time of each payment's news: from here until the shop has answered, which it does once the credits are committed. */
export async function watchWebhooks(stripeUrl: string, webhooksTo: string): Promise<{ readonly take: () => readonly number[] }> {
  let times: number[] = [];
  const server = createServer((asked, answer) => {
    const parts: Buffer[] = [];
    asked.on("data", (part: Buffer) => parts.push(part));
    asked.on("end", () => {
      const body = Buffer.concat(parts);
      const headers = { "content-type": "application/json", "stripe-signature": String(asked.headers["stripe-signature"]) };
      const started = performance.now();
      void post(`${webhooksTo}/api/webhooks/stripe`, body.toString("utf8"), headers).then(({ status, text }) => {
        if (body.includes('"checkout.session.completed"')) times.push(performance.now() - started);
        answer.writeHead(status).end(text);
      }).catch(() => answer.writeHead(502).end());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closeAtEnd(() => new Promise((resolve) => {
    server.closeAllConnections();
    server.close(resolve);
  }));
  const { port } = server.address() as AddressInfo;
  const settings = await fetch(`${stripeUrl}/_sandbox/settings`, { method: "POST", body: JSON.stringify({ webhookUrl: `http://127.0.0.1:${port}/` }) });
  if (!settings.ok) throw new Error(`the payment sandbox answered ${settings.status}`);
  return {
    take: () => {
      const taken = times;
      times = [];
      return taken;
    },
  };
}

/** Brings the signed news that an order of `placeOrders` is paid. Throws when it did not settle. */
export async function bringPayment(appUrl: string, uuid: string): Promise<void> {
  const now = Math.floor(Date.now() / 1000);
  const order = idOf("order", uuid);
  const session = {
    id: `cs_${uuid}`, object: "checkout.session", client_reference_id: order, metadata: { order_id: order }, status: "complete", payment_status: "paid",
    amount_total: 9_000, currency: "eur", payment_intent: `pi_${uuid}`, url: null,
  };
  const body = JSON.stringify({ id: `evt_${uuid}`, object: "event", created: now, type: "checkout.session.completed", data: { object: session } });
  const headers = { "content-type": "application/json", "stripe-signature": signatureOf(body, DEMO_SECRETS.STRIPE_WEBHOOK_SECRET, now) };
  const { status, text } = await post(`${appUrl}/api/webhooks/stripe`, body, headers);
  if (status !== 200 || !text.includes('"settled"')) throw new Error(`the webhook answered ${status}: ${text}`);
}

/** As the provider's machines do: over connections that are kept open, and without asking for a packed answer. */
const agent = keepOpen(64);

function post(url: string, body: string, headers: Record<string, string>): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, method: "POST", headers: { ...headers, "content-length": Buffer.byteLength(body) } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString("utf8") }));
    });
    asked.on("error", reject);
    asked.end(body);
  });
}
