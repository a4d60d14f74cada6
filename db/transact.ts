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

type Ok<O> = Extract<O, { readonly ok: true }>;
type Refusal<O> = Extract<O, { readonly ok: false }>;

/**
 * An outcome that stands if a last statement does. It is sent in one write with the commit, so that nobody waits for what it locks while this
 * process is busy elsewhere. It raises where nothing of the transaction shall stand; `refusal` says what that error means, null where it is a failure.
 */
export class WithLast<O> {
  readonly #outcome: Ok<O>;
  readonly #statement: PromiseLike<unknown>;
  readonly #refusal: (error: unknown) => Refusal<O> | null;
  /** The statement is drizzle's: it begins only when it is awaited, so not before `send`. */
  constructor(outcome: Ok<O>, statement: PromiseLike<unknown>, refusal: (error: unknown) => Refusal<O> | null) {
    this.#outcome = outcome;
    this.#statement = statement;
    this.#refusal = refusal;
  }

  /** Sends the statement. The answer is in an object, for a promise alone would be awaited before the commit is sent; nobody has to take it. */
  send(): { readonly answer: Promise<Ok<O> | Refusal<O>> } {
    const answer = Promise.resolve(this.#statement).then(() => this.#outcome, (error: unknown) => {
      const refusal = this.#refusal(error);
      if (refusal === null) throw error;
      return refusal;
    });
    answer.catch(() => undefined);
    return { answer };
  }
}

/**
 * Runs one unit of work atomically: commits when the outcome is `ok`, rolls back
 * when the work, or its last statement, refuses (`ok: false`) or throws. Retries only what Postgres asks
 * to be retried, and what found a dead connection before it began, at most ten
 * times, so `work` must have no effect outside `tx`.
 */
export async function transact<O extends { readonly ok: boolean }>(
  db: Db,
  work: (tx: Tx) => Promise<O | WithLast<O>>,
): Promise<O> {
  let begun = false;
  return retrying(async () => {
    try {
      const done = await db.transaction(async (tx) => {
        begun = true;
        const outcome = await work(tx);
        if (outcome instanceof WithLast) return outcome.send();
        if (!outcome.ok) throw new Refused(outcome);
        return { answer: outcome };
      });
      return await done.answer;
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
export const sqlState = (error: unknown): string => said(error, "code");

/** The detail of a Postgres error, also under drizzle's wrapper; "" where there is none. */
export const sqlDetail = (error: unknown): string => said(error, "detail");

function said(error: unknown, what: "code" | "detail"): string {
  for (let e = error; e instanceof Error; e = e.cause) {
    const value = (e as Error & { code?: unknown; detail?: unknown })[what];
    if (typeof value === "string") return value;
  }
  return "";
}

/** Has the connection died under this call? Whether it committed nobody can tell from here. */
export function isGone(error: unknown): boolean {
  return GONE.test(sqlState(error));
}
