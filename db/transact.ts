import "server-only";
import type { Db, Tx } from "./client";

/** Postgres asks us to try again: serialization_failure, deadlock_detected. */
const RETRYABLE = new Set(["40001", "40P01"]);
const ATTEMPTS_MAX = 3;

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
 * to be retried, at most three times, so `work` must have no effect outside `tx`.
 */
export async function transact<O extends { readonly ok: boolean }>(
  db: Db,
  work: (tx: Tx) => Promise<O>,
): Promise<O> {
  return retrying(async () => {
    try {
      return await db.transaction(async (tx) => {
        const outcome = await work(tx);
        if (!outcome.ok) throw new Refused(outcome);
        return outcome;
      });
    } catch (error) {
      if (error instanceof Refused) return error.outcome as O;
      throw error;
    }
  });
}

/** Repeats a call that is one transaction when Postgres asks for it (40001, 40P01), at most three times. */
export async function retrying<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt >= ATTEMPTS_MAX || !RETRYABLE.has(sqlState(error))) throw error;
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
