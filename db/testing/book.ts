import { sql } from "drizzle-orm";
import { forwardMessage } from "@/lib/forwarding/commands";
import type { CommissionAdapter } from "@/lib/gateway/commission";
import { toWire } from "@/lib/gateway/signed-json/wire";
import { type Id, type IdKind, type OrderId, uuidOf } from "@/lib/kernel/id";
import { InvariantError } from "@/lib/kernel/invariant";
import { money } from "@/lib/kernel/money";
import { settle } from "@/lib/order/commands";
import type { VolumePolicy } from "@/lib/plan/types";
import type { Db } from "../client";
import { outbox } from "../schema/operations";
import type { TestDatabase } from "./database";
import { NOON } from "./sale";

/** An id as SQL writes it. */
export const asUuid = (id: Id<IdKind>): string => uuidOf(id).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

/** Pays a placed order of test goods (100.00 EUR when left out), by card but for the credit. Throws when it does not settle. */
export async function pay(test: TestDatabase, order: OrderId, amounts: { readonly goodsMinor?: bigint | undefined; readonly creditMinor?: bigint | undefined } = {}): Promise<OrderId> {
  const cardMinor = (amounts.goodsMinor ?? 10_000n) - (amounts.creditMinor ?? 0n);
  const [settled] = await settle(test.hot, [{ order, payment: cardMinor === 0n ? null : `pi_${order}`, amount: money(cardMinor, "EUR"), paidAt: NOON }]);
  if (settled?.outcome !== "settled") throw new InvariantError(`${order} was ${settled?.outcome ?? "lost"}`);
  return order;
}

/** Says yes to every message, and writes down the real bytes. */
const obliging: CommissionAdapter = {
  destination: "signed-json",
  listBooked: () => {
    throw new InvariantError("it lists nothing");
  },
  deliver: (message) =>
    Promise.resolve({
      outcome: { result: "accepted", externalReference: "x" },
      exchanges: [
        {
          ...{ startedAt: NOON, finishedAt: NOON, response: null, failure: null },
          request: { method: "POST", url: "http://commission.example/v1/sales", headers: {}, body: JSON.stringify(toWire(message)) },
        },
      ],
    }),
};

/** Tells the commission system of a paid order. */
export async function forward(db: Db, order: OrderId, volumePolicy: VolumePolicy = "full"): Promise<void> {
  const rows = await db.select().from(outbox).where(sql`topic = 'sale.completed' and payload ->> 'order' = ${asUuid(order)}`);
  for (const { id, topic, key, payload } of rows) {
    await forwardMessage(db, { adapter: obliging, policyOf: () => Promise.resolve(volumePolicy) }, { id: asUuid(id), topic, key, payload, attempt: 1 });
  }
}
