import type { JobOutcome } from "./types";

/** How many failures in a row say that the other side is away. A fifth of failures by chance opens it about never. */
const FAILURES_TO_OPEN = 10;
const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

export type CircuitState = { readonly brokenSince: Date; readonly until: Date; readonly why: string } | null;

/**
 * Stops sending to a destination that is away. Closed: everything goes. Open: nothing does, for 1 s, then 2, up to a
 * minute, or as long as the other side asked for. Then one message tries; what becomes of it closes or opens it again.
 * Only what a handler says counts: an exception of our own says nothing about the other side.
 * @see DESIGN §6
 */
export class Circuit {
  #failures = 0;
  #openings = 0;
  #open: CircuitState = null;
  #probe: string | null = null;

  get state(): CircuitState {
    return this.#open;
  }

  /** How many messages may start now, of those that are free to. */
  allowance(free: number, now: number): number {
    if (this.#open === null) return free;
    if (this.#probe !== null || now < this.#open.until.getTime()) return 0;
    return Math.min(free, 1);
  }

  /** A message starts. While the circuit is open it is the one that tries. */
  start(id: string): void {
    if (this.#open !== null) this.#probe = id;
  }

  /** A message ended without an answer of its handler, or an answer that says nothing: the next one may try. */
  forget(id: string): void {
    if (this.#probe === id) this.#probe = null;
  }

  /** A handler answered. True when the attempt was made for an open circuit and failed: it is not the message's fault. */
  end(id: string, outcome: JobOutcome, now: number): boolean {
    const probed = this.#probe === id;
    this.forget(id);
    if (outcome.result !== "retry") {
      this.#failures = 0;
      this.#openings = 0;
      this.#open = null;
      return false;
    }
    this.#failures += 1;
    if (probed || (this.#open === null && this.#failures >= FAILURES_TO_OPEN)) this.#break(outcome, now);
    return probed;
  }

  #break({ afterMs, why }: { readonly afterMs: number | null; readonly why: string }, now: number): void {
    const waitMs = Math.max(Math.min(FIRST_MS * 2 ** Math.min(this.#openings, 10), LONGEST_MS), afterMs ?? 0);
    this.#openings += 1;
    this.#open = { brokenSince: this.#open?.brokenSince ?? new Date(now), until: new Date(now + waitMs), why };
  }
}
