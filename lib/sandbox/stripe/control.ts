import { z } from "zod";
import { readCard } from "./card";
import { closeDispute, openDispute } from "./disputes";
import { StripeFault } from "./faults";
import { authenticate, pay, type Payment } from "./payments";
import { reverseTransfer } from "./payees";
import { chargeOf, sendBack, settleRefund } from "./refunds";
import { type Answer, type Asked, json, route, type Routes } from "./router";
import type { Sandbox } from "./sandbox";
import { findSession } from "./sessions";
import type { Manner, Webhooks } from "./webhooks";

const SHOWN = 200;
const count = z.int().min(1).max(100);

const SettingsBody = z.strictObject({
  webhookUrl: z.url().nullable().optional(),
  webhooks: z.enum(["on", "off", "hold"]).optional(),
  repeat: count.optional(),
  reorder: z.boolean().optional(),
  delayMs: z.int().min(0).max(60_000).optional(),
  failNextRefund: z.enum(["refused", "immediately", "later"]).nullable().optional(),
  refundsPending: z.boolean().optional(),
  api: z.enum(["on", "down"]).optional(),
});
const manner = { order: z.enum(["kept", "reversed"]).default("kept"), times: count.default(1) };
const FlushBody = z.strictObject(manner);
const RedeliverBody = z.strictObject({ ...manner, events: z.array(z.string()).max(1_000).optional(), types: z.array(z.string()).max(50).optional() });
const PayBody = z.strictObject({ session: z.string(), card: z.string().default("4242424242424242"), authentication: z.enum(["approve", "refuse"]).default("approve") });
const RefundBody = z.strictObject({ payment_intent: z.string(), amount: z.int().min(1).optional() });
const SettleBody = z.strictObject({ status: z.enum(["succeeded", "failed"]), reason: z.string().default("lost_or_stolen_card") });
const DisputeBody = z.strictObject({
  payment_intent: z.string(), amount: z.int().min(1).optional(), reason: z.string().default("fraudulent"), inquiry: z.boolean().default(false),
});
const CloseBody = z.strictObject({ outcome: z.enum(["won", "lost"]) });

/** What a story, a test or an operator does beside the API: pays, refunds by hand, disputes, and bends the webhooks. */
export function controlApi(sandbox: Sandbox, webhooks: Webhooks): (asked: Asked) => Promise<Answer> {
  const routes: Routes = { ...stateRoutes(sandbox, webhooks), ...moneyRoutes(sandbox) };
  return async (asked) => {
    const found = route(routes, asked);
    if (!found) return json(404, { error: `nothing answers ${asked.method} ${asked.path}` });
    try {
      return await found.handler({ ...asked, params: found.params });
    } catch (error) {
      if (error instanceof StripeFault) return json(error.status, { error: error.message });
      if (error instanceof z.ZodError) return json(400, { error: z.prettifyError(error) });
      if (error instanceof SyntaxError) return json(400, { error: "the body is no JSON" });
      throw error;
    }
  };
}

function read<T>(schema: z.ZodType<T>, { body }: Asked): T {
  const value: unknown = body.trim() === "" ? {} : JSON.parse(body);
  return schema.parse(value);
}

function stateRoutes(sandbox: Sandbox, webhooks: Webhooks): Routes {
  return {
    "GET /_sandbox/state": () => json(200, state(sandbox)),
    "POST /_sandbox/settings": (asked) => {
      Object.assign(sandbox.settings, read(SettingsBody, asked));
      return json(200, sandbox.settings);
    },
    "POST /_sandbox/webhooks/flush": async (asked) => json(200, { deliveries: await webhooks.flush(read(FlushBody, asked)) }),
    "POST /_sandbox/webhooks/redeliver": async (asked) => {
      const { events, types, ...how } = read(RedeliverBody, asked);
      const wanted = sandbox.book.list("events").reverse().filter(({ id, type }) => (events?.includes(id) ?? true) && (types?.includes(type) ?? true));
      return json(200, { deliveries: await webhooks.redeliver(wanted.map(({ id }) => id), how satisfies Manner) });
    },
  };
}

/** The newest rows of everything, and how many there are. */
function state(sandbox: Sandbox): object {
  const { book, settings } = sandbox;
  const all = {
    sessions: book.list("sessions"), intents: book.list("intents"), charges: book.list("charges"), refunds: book.list("refunds"),
    disputes: book.list("disputes"), transfers: book.list("transfers"), events: book.list("events"), deliveries: book.list("deliveries"),
  };
  const counts = Object.fromEntries(Object.entries(all).map(([name, rows]) => [name, rows.length]));
  const newest = Object.fromEntries(Object.entries(all).map(([name, rows]) => [name, rows.slice(0, SHOWN)]));
  return { settings, counts, ...newest };
}

function moneyRoutes(sandbox: Sandbox): Routes {
  return {
    "POST /_sandbox/pay": (asked) => json(200, payment(payAs(sandbox, read(PayBody, asked)))),
    "POST /_sandbox/refunds": (asked) => {
      const { payment_intent, amount } = read(RefundBody, asked);
      const charge = chargeOf(sandbox, { intent: payment_intent });
      const left = charge.amount_captured - charge.amount_refunded;
      return json(200, sendBack(sandbox, { charge, amount: amount ?? left, metadata: {}, reason: "requested_by_customer" }));
    },
    "POST /_sandbox/refunds/:id/settle": (asked) => {
      const { status, reason } = read(SettleBody, asked);
      const refund = sandbox.book.find("refunds", asked.params["id"] ?? "");
      if (!refund) return json(404, { error: "no such refund" });
      return json(200, settleRefund(sandbox, refund, status === "failed" ? reason : null));
    },
    "POST /_sandbox/transfers/:id/reverse": (asked) => {
      const transfer = sandbox.book.find("transfers", asked.params["id"] ?? "");
      return transfer ? json(200, reverseTransfer(sandbox, transfer)) : json(404, { error: "no such transfer" });
    },
    "POST /_sandbox/disputes": (asked) => {
      const { payment_intent, amount, reason, inquiry } = read(DisputeBody, asked);
      const charge = chargeOf(sandbox, { intent: payment_intent });
      return json(200, openDispute(sandbox, { charge, amount: amount ?? charge.amount_captured, reason, inquiry }));
    },
    "POST /_sandbox/disputes/:id/close": (asked) => {
      const { outcome } = read(CloseBody, asked);
      const dispute = sandbox.book.find("disputes", asked.params["id"] ?? "");
      return dispute ? json(200, closeDispute(sandbox, dispute, outcome)) : json(404, { error: "no such dispute" });
    },
  };
}

/** Pays like the page would, with a card that is good for three more years. */
function payAs(sandbox: Sandbox, { session, card: number, authentication }: z.infer<typeof PayBody>): Payment {
  const expiry = `12/${sandbox.date().getUTCFullYear() + 3}`;
  const cvc = /^3[47]/.test(number) ? "1234" : "123";
  const name = findSession(sandbox, session)?.customer_email ?? "Sandbox";
  const reading = readCard({ number, expiry, cvc, name }, sandbox.date());
  if (!reading.ok) throw new StripeFault(`not a card to pay with: ${Object.values(reading.problems).join(", ")}`, { status: 400, type: "invalid_request_error" });
  const first = pay(sandbox, session, reading.card);
  return first.kind === "authenticate" ? authenticate(sandbox, session, { approve: authentication === "approve", card: reading.card }) : first;
}

function payment(outcome: Payment): object {
  if (outcome.kind === "unknown") throw new StripeFault("no such session", { status: 404, type: "invalid_request_error" });
  const { kind, session } = outcome;
  const redirect = kind === "paid" ? session.success_url.replaceAll("{CHECKOUT_SESSION_ID}", session.id) : null;
  return { status: kind, ...(kind === "declined" ? { decline: outcome.decline } : {}), session: session.id, payment_intent: session.payment_intent, redirect };
}
