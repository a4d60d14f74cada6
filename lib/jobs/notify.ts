import type { Sql } from "postgres";

/** The channel on which processes tell each other that the outbox has something new. */
export const OUTBOX_CHANNEL = "cagnotte_outbox";

/** What a notification says when workers shall look for work that is in the queue already. */
export const WORK = "work";

const COALESCE_MS = 15;
const pending = new WeakSet<Sql>();

/**
 * Tells the other processes that the outbox has something new. Call it after the commit, never inside the
 * transaction: NOTIFY takes a database-wide lock at commit. Calls within 15 ms become one notification; a lost one
 * costs a poll interval.
 * @see DESIGN §7
 */
export function notifyOutbox(sql: Sql): void {
  if (pending.has(sql)) return;
  pending.add(sql);
  setTimeout(() => {
    pending.delete(sql);
    // The row is committed and the relays poll: a notification that can't be sent is late, not lost.
    sql`select pg_notify(${OUTBOX_CHANNEL}, '')`.catch(() => undefined);
  }, COALESCE_MS);
}

/** Has the workers of every process look for work: something in the queue may start now. */
export async function tellWorkers(sql: Sql): Promise<void> {
  await sql`select pg_notify(${OUTBOX_CHANNEL}, ${WORK})`;
}
