import { once } from "node:events";
import { request } from "node:http";
import { Worker } from "node:worker_threads";
import { closeAtEnd } from "@/lib/sandbox/run/closing";
import { DEMO_SECRETS } from "@/lib/sandbox/run/settings";
import { signatureOf } from "@/lib/sandbox/stripe/webhooks";
import { idOf } from "@/lib/kernel/id";
import { keepOpen } from "./requests";

/**
 * Stands between the payment sandbox and the shop, and takes the time of each payment's news: from here until the shop has answered, which it
 * does once the credits are committed. In a thread of its own: this one is busy with being the buyers and their bank.
 */
export async function watchWebhooks(stripeUrl: string, webhooksTo: string): Promise<{ readonly take: () => Promise<readonly number[]> }> {
  const watcher = new Worker(new URL("./watcher.ts", import.meta.url), { workerData: webhooksTo });
  closeAtEnd(() => watcher.terminate());
  const [port] = (await once(watcher, "message")) as [number];
  const settings = await fetch(`${stripeUrl}/_sandbox/settings`, { method: "POST", body: JSON.stringify({ webhookUrl: `http://127.0.0.1:${port}/` }) });
  if (!settings.ok) throw new Error(`the payment sandbox answered ${settings.status}`);
  return {
    take: async () => {
      watcher.postMessage("take");
      const [times] = (await once(watcher, "message")) as [readonly number[]];
      return times;
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

/** Sends a body and answers what came back. */
export function post(url: string, body: string, headers: Record<string, string>): Promise<{ readonly status: number; readonly text: string }> {
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
