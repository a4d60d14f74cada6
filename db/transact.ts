import "server-only";
import type { Db, Tx } from "./client";

/** Postgres asks us to try again: serialization_failure, deadlock_detected. */
const RETRYABLE = new Set(["40001", "40P01"]);
const ATTEMPTS_MAX = 10;
/** What a connection says that is going, or the driver says of one that is gone. */
const GONE = /^(57P0[1-5]|08...|CONNECTION_.*|ECONNRESET|EPIPE)$/;

class Refused<O> extends Error {
  readonly outcome: O;
  constructor(outcome: O) {
    super("refused");
    this.outcome = outcome;
  }
}

/**
 * Runs one unit of work atomically: commits when the outcome is `ok`, rolls back
 * when the work refuses (`ok: false`) or throws. Retries only what Postgres asks
 * to be retried, and what found a dead connection before it began, at most ten
 * times, so `work` must have no effect outside `tx`.
 */
export async function transact<O extends { readonly ok: boolean }>(
  db: Db,
  work: (tx: Tx) => Promise<O>,
): Promise<O> {
  let begun = false;
  return retrying(async () => {
    try {
      return await db.transaction(async (tx) => {
        begun = true;
        const outcome = await work(tx);
        if (!outcome.ok) throw new Refused(outcome);
        return outcome;
      });
    } catch (error) {
      if (error instanceof Refused) return error.outcome as O;
      throw error;
    }
  }, (error) => !begun && isGone(error));
}

/**
 * Repeats a call that is one transaction when Postgres asks for it (40001, 40P01), or when `also` says so, at most ten
 * times. A call that may be repeated after its commit as well passes `isGone`.
 */
export async function retrying<T>(call: () => Promise<T>, also: (error: unknown) => boolean = () => false): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt >= ATTEMPTS_MAX || !(RETRYABLE.has(sqlState(error)) || also(error))) throw error;
    }
  }
}

/** The SQLSTATE of a Postgres error, also under drizzle's wrapper; "" for any other error. */
export function sqlState(error: unknown): string {
  for (let e = error; e instanceof Error; e = e.cause) {
    if ("code" in e && typeof e.code === "string") return e.code;
  }
  return "";
}

/** Has the connection died under this call? Whether it committed nobody can tell from here. */
export function isGone(error: unknown): boolean {
  return GONE.test(sqlState(error));
}
