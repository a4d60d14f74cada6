import { Webhook } from "standardwebhooks";
import { idOf } from "../../kernel/id";
import { money } from "../../kernel/money";
import type { Party } from "../commission";
import { WIRE_PATHS } from "./contract";
import { toWire } from "./wire";

/** A request to try a receiver with: what is signed by which secret, and what comes of it. */
export type ExampleRequest = { readonly secret: string; readonly path: string; readonly headers: Readonly<Record<string, string>>; readonly body: string };

const SECRET = "whsec_dGhlIHNlY3JldCBvZiB0aGUgcHVibGlzaGVkIGV4YW1wbGU=";
const AT = new Date("2026-03-01T10:00:05Z");

/** A sale of two soaps by a customer's link, word for word as it is sent. Its ids and its secret are nobody's. */
export function exampleRequest(): ExampleRequest {
  const party = (n: number, externalId: string | null): Party => ({ member: idOf("member", `01900000-0000-7000-8000-00000000000${n}`), externalId });
  const [buyer, sharer, distributor] = [party(1, null), party(2, null), party(3, "D-1001")];
  const id = idOf("message", "01900000-0000-7000-8000-00000000000a");
  const body = JSON.stringify(toWire({
    id, kind: "sale.completed", order: idOf("order", "01900000-0000-7000-8000-00000000000b"), number: "K7Q2-M4XD", currency: "EUR", buyer, stage: "viral", sharer, distributor,
    placedAt: new Date("2026-03-01T09:58:00Z"), paidAt: new Date("2026-03-01T10:00:00Z"), shippingMinor: 490n, totalMinor: 10_490n, creditMinor: 0n, volumePolicy: "full",
    lines: [{ sku: "SOAP-1", quantity: 2, unitMinor: 5_000n, discountMinor: 0n, goodsMinor: 10_000n, taxMinor: 1_667n, taxBps: 2_000, cvMinor: 8_333n, bvMinor: 8_333n }],
    paidOut: [
      { role: "buyer", party: buyer, amount: money(1_000n, "EUR") }, { role: "sharer", party: sharer, amount: money(1_000n, "EUR") }, { role: "distributor", party: distributor, amount: money(2_000n, "EUR") },
    ],
  }));
  const timestamp = String(AT.getTime() / 1_000);
  return {
    secret: SECRET, path: WIRE_PATHS["sale.completed"], body,
    headers: { "content-type": "application/json", "idempotency-key": id, "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": new Webhook(SECRET).sign(id, AT, body) },
  };
}
