import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { differences, reconciliations } from "@/db/schema/forwarding";
import { transact } from "@/db/transact";
import type { BookedSale, CommissionAdapter, Window } from "@/lib/gateway/commission";
import { type Id, newId, type OrderId } from "@/lib/kernel/id";
import { isReconciled, listOurSales } from "./queries";
import { compare } from "./rules";
import type { Comparison } from "./types";

const DAY_MS = 86_400_000;
const BATCH = 500;

export type Reconciling = {
  readonly adapter: CommissionAdapter;
  readonly window: Window;
  /** Messages that are on their way now, before the other side is asked. */
  readonly unsettled: ReadonlySet<string>;
  readonly at: Date;
};

/**
 * Compares both sides of a window and keeps what came of it; throws when the other side does not answer, and keeps that too.
 * Their list is read first and ours after it: a sale of which anything was told meanwhile counts as under way.
 * @see DESIGN §6
 */
export async function reconcile(db: Db, { adapter, window, unsettled, at }: Reconciling): Promise<Comparison> {
  const id = newId("reconciliation", at.getTime());
  const about = { id, destination: adapter.destination, fromDay: dayOf(window.from), toDay: dayOf(new Date(window.to.getTime() - 1)), startedAt: at };
  try {
    const theirs: BookedSale[] = [];
    for await (const page of adapter.listBooked(window)) theirs.push(...page);
    const found = compare(await listOurSales(db, window, { unsettled, since: at }), theirs);
    await transact(db, async (tx) => (await keep(tx, about, found), { ok: true }));
    return found;
  } catch (error) {
    const failure = error instanceof Error ? error.message : "unknown failure";
    await transact(db, async (tx) => (await tx.insert(reconciliations).values({ ...about, finishedAt: new Date(), failure }), { ok: true }));
    throw error;
  }
}

type About = { readonly id: Id<"reconciliation">; readonly destination: string; readonly fromDay: string; readonly toDay: string; readonly startedAt: Date };

async function keep(tx: Tx, about: About, { compared, underWay, days, differences: found }: Comparison): Promise<void> {
  await tx.insert(reconciliations).values({ ...about, finishedAt: new Date(), compared, underWay, days });
  for (let start = 0; start < found.length; start += BATCH) {
    // Ids sort by their time, and lists by ids: a millisecond each keeps the order in which they were found.
    await tx.insert(differences).values(found.slice(start, start + BATCH).map(({ kind, number, order, ours, theirs }, n) => ({
      ...{ id: newId("difference", about.startedAt.getTime() + start + n), reconciliationId: about.id, kind, orderNumber: number, orderId: order, ours, theirs },
    })));
  }
}

/** How many days back the daily comparison looks: what comes back is mostly less than a week old. */
const DAILY_DAYS = 7;

/** The comparison of every day: of the week before today, until nothing of it is under way any more. False when that was done before. */
export async function reconcileDaily(db: Db, { adapter, at, listUnsettled }: Pick<Reconciling, "adapter" | "at"> & { readonly listUnsettled: () => Promise<ReadonlySet<string>> }): Promise<boolean> {
  const window = lastDays(DAILY_DAYS, at);
  if (await isReconciled(db, adapter.destination, dayOf(new Date(window.to.getTime() - 1)))) return false;
  await reconcile(db, { adapter, window, at, unsettled: await listUnsettled() });
  return true;
}

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

/** The days before the one that runs, UTC. */
export function lastDays(days: number, at: Date): Window {
  const to = new Date(at);
  to.setUTCHours(0, 0, 0, 0);
  return { from: new Date(to.getTime() - days * DAY_MS), to };
}

/** Notes that what a difference is about is sent again, and answers which order that is; null when it had been, or the order is none of ours. */
export async function noteResent(tx: Tx, difference: Id<"difference">, at: Date): Promise<{ readonly orderNumber: string; readonly order: OrderId } | null> {
  const [row] = await tx.select().from(differences).where(eq(differences.id, difference)).for("update");
  if (!row || row.resentAt !== null || row.orderId === null) return null;
  await tx.update(differences).set({ resentAt: at }).where(eq(differences.id, difference));
  return { orderNumber: row.orderNumber, order: row.orderId };
}

/** The messages of an order, in their order: what is sent once more to put a difference right. */
export async function listMessagesOf(tx: Db | Tx, orderNumber: string): Promise<readonly string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select x.id from orders o join outbox x on x.key = o.buyer_id::text and x.topic like 'sale.%'
      and (x.payload ->> 'order' = o.id::text or (x.payload ->> 'refund')::uuid in (select r.id from refunds r where r.order_id = o.id))
    where o.number = ${orderNumber} order by x.id`);
  return rows.map(({ id }) => id);
}
