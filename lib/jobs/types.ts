import type { CircuitState } from "./circuit";

/** A message of the outbox on its way to the world. `attempt` counts from 1, also after a crash. */
export type JobMessage = {
  /** The outbox row's UUID. */
  readonly id: string;
  readonly topic: string;
  readonly key: string;
  readonly payload: unknown;
  readonly attempt: number;
};

/**
 * What became of an attempt. `retry`: later, after `afterMs` or by our own backoff when null. `dead`: never again by
 * itself; in an ordered queue the later messages of its key wait until an operator decides.
 */
export type JobOutcome =
  | { readonly result: "done" }
  | { readonly result: "retry"; readonly afterMs: number | null; readonly why: string }
  | { readonly result: "dead"; readonly code: string; readonly words: string };

/** Does the work of one topic. May run twice for one message, never at the same time in an ordered queue. A throw is a `retry`. */
export type JobHandler = (message: JobMessage) => Promise<JobOutcome>;

export type QueueSettings = {
  /** Letters, digits, `-` and `_`. */
  readonly name: string;
  /** A message starts only when all earlier ones of its key are done. */
  readonly ordered: boolean;
  /** Messages under way at once in this process. */
  readonly concurrency: number;
  /** A message that used up so much time in attempts and waits is dead. 24 h when left out. */
  readonly patienceMs?: number;
  readonly handlers: Readonly<Record<string, JobHandler>>;
  /** The queue has one destination: while that is away nothing is tried and no patience is spent. */
  readonly circuit?: boolean;
  /** Asked before messages start; false stops new ones until it says otherwise. */
  readonly mayStart?: () => Promise<boolean>;
};

/** What the edge logs: nothing here stops the jobs. */
export type JobEvent =
  | { readonly event: "finished"; readonly queue: string; readonly message: JobMessage; readonly outcome: JobOutcome; readonly tookMs: number }
  | { readonly event: "circuit"; readonly queue: string; readonly state: CircuitState }
  | { readonly event: "trouble"; readonly where: string; readonly error: unknown };

/** A message that waits for an operator. */
export type DeadMessage = {
  readonly id: string;
  readonly topic: string;
  readonly key: string;
  readonly attempts: number;
  readonly code: string;
  readonly words: string;
  readonly diedAt: Date;
  /** Later messages of its key that wait for it. */
  readonly waiting: number;
};

/** Which dead messages: of all, those that died by a moment, one of them, or those after the last one of the page before; at most 200. */
export type DeadFilter = { readonly diedBefore?: Date | undefined; readonly id?: string | undefined; readonly after?: string | undefined; readonly limit?: number | undefined };

export type QueueState = {
  readonly waiting: number;
  readonly active: number;
  readonly dead: number;
  /** When the oldest message that is not done was handed to the queue. */
  readonly oldest: Date | null;
};
