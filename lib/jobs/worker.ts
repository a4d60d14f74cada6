import type { PgBoss } from "pg-boss";
import type { Sql } from "postgres";
import { backoffMs } from "./backoff";
import { Circuit } from "./circuit";
import type { Courtesy } from "./courtesy";
import { type Fetched, fetchNext } from "./fetch";
import type { settler } from "./settle";
import type { JobEvent, JobMessage, JobOutcome, QueueSettings } from "./types";

export type WorkerParts = {
  readonly sql: Sql;
  readonly boss: PgBoss;
  readonly settle: ReturnType<typeof settler>;
  readonly courtesy: Courtesy | undefined;
  readonly onEvent: (event: JobEvent) => void;
};

const PATIENCE_MS = 24 * 60 * 60 * 1_000;
/** After an outage nobody waits longer for having been the one that tried. */
const PROBED_AGAIN_MAX_MS = 5 * 60_000;
const HEARTBEAT_MS = 3_000;
/** Finished messages free places and keys one by one; fetching once for several of them saves most of the fetches. */
const GATHER_MS = 4;

/**
 * Works one queue: fetches as many messages as there are free places, at once when woken or when places became free,
 * and every `pollMs` for what is due by time. pg-boss' own `work()` waits for at least half a second between fetches
 * and settles a batch together, which would make one slow answer hold up the others.
 */
export class QueueWorker {
  readonly #queue: QueueSettings;
  readonly #parts: WorkerParts;
  readonly #active = new Map<string, Promise<void>>();
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #circuit: Circuit | null;
  #fetching: Promise<void> | null = null;
  #wokenMeanwhile = false;
  #gathering = false;
  #stopping = false;

  constructor(queue: QueueSettings, parts: WorkerParts) {
    this.#queue = queue;
    this.#parts = parts;
    this.#circuit = queue.circuit ? new Circuit() : null;
  }

  start(pollMs: number): void {
    this.#timers.push(setInterval(() => this.wake(), pollMs), setInterval(() => void this.#beat(), HEARTBEAT_MS));
    this.wake();
  }

  /** Fetches now, or again right after the fetch that is under way. */
  wake(): void {
    if (this.#stopping) return;
    if (this.#fetching) {
      this.#wokenMeanwhile = true;
      return;
    }
    this.#fetching = this.#fetch().finally(() => {
      this.#fetching = null;
      if (!this.#wokenMeanwhile) return;
      this.#wokenMeanwhile = false;
      this.wake();
    });
  }

  /** Starts nothing new and waits for what is under way. What outlasts the caller's patience starts again elsewhere. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#fetching;
    await Promise.all(this.#active.values());
    for (const timer of this.#timers) clearInterval(timer);
  }

  async #fetch(): Promise<void> {
    if (this.#free() <= 0) return;
    await this.#parts.courtesy?.standBack();
    if (this.#stopping) return;
    try {
      if (this.#queue.mayStart && !(await this.#queue.mayStart())) return;
      const places = this.#free();
      if (places <= 0) return;
      for (const job of await fetchNext(this.#parts, this.#queue, places)) {
        this.#circuit?.start(job.id);
        this.#active.set(job.id, this.#run(job));
      }
    } catch (error) {
      this.#parts.onEvent({ event: "trouble", where: `fetch ${this.#queue.name}`, error });
    }
  }

  #free(): number {
    const idle = this.#queue.concurrency - this.#active.size;
    return this.#circuit?.allowance(idle, Date.now()) ?? idle;
  }

  async #run(job: Fetched): Promise<void> {
    const started = Date.now();
    const { topic, key, payload } = job.data;
    const message: JobMessage = { id: job.id, topic, key, payload, attempt: job.retryCount + 1 };
    try {
      const { outcome, spared } = await this.#attempt(message);
      const tookMs = Date.now() - started;
      await this.#settle(job, outcome, spared ? null : tookMs);
      this.#parts.onEvent({ event: "finished", queue: this.#queue.name, message, outcome, tookMs });
    } catch (error) {
      // The database is away. Without heartbeats the message goes back to the queue by itself.
      this.#parts.onEvent({ event: "trouble", where: `settle ${job.id}`, error });
    } finally {
      this.#circuit?.forget(job.id);
      this.#active.delete(job.id);
      this.#gather();
    }
  }

  /** `spared`: it was tried for an open circuit, and failed; that is not counted. */
  async #attempt(message: JobMessage): Promise<{ outcome: JobOutcome; spared: boolean }> {
    const handle = this.#queue.handlers[message.topic];
    if (!handle) return { outcome: { result: "retry", afterMs: null, why: `no handler for ${message.topic} in this process` }, spared: false };
    try {
      const outcome = await handle(message);
      return { outcome, spared: this.#learn(message, outcome) };
    } catch (error) {
      this.#parts.onEvent({ event: "trouble", where: `${message.topic} ${message.id}`, error });
      return { outcome: { result: "retry", afterMs: null, why: error instanceof Error ? error.message : "unknown failure" }, spared: false };
    }
  }

  #learn({ id }: JobMessage, outcome: JobOutcome): boolean {
    if (!this.#circuit) return false;
    const before = this.#circuit.state;
    const spared = this.#circuit.end(id, outcome, Date.now());
    const { state } = this.#circuit;
    if (state !== before) {
      this.#parts.onEvent({ event: "circuit", queue: this.#queue.name, state });
      if (state) setTimeout(() => this.wake(), state.until.getTime() - Date.now()).unref();
    }
    return spared;
  }

  /** @param tookMs null: the attempt is not counted, and comes again when the circuit lets the next one try. */
  async #settle(job: Fetched, outcome: JobOutcome, tookMs: number | null): Promise<void> {
    const attempt = { queue: this.#queue.name, id: job.id, retryCount: job.retryCount };
    if (outcome.result === "done") return this.#parts.settle.done(attempt);
    if (outcome.result === "dead") return this.#parts.settle.dead(attempt, { code: outcome.code, words: outcome.words });
    if (tookMs === null) {
      // Others try first next time: the circuit must not hang on one message that the other side can't digest.
      const probes = (job.data.probes ?? 0) + 1;
      const until = this.#circuit?.state?.until.getTime() ?? Date.now();
      const startAfter = new Date(until + Math.min(backoffMs(probes, Math.random()), PROBED_AGAIN_MAX_MS));
      return this.#parts.settle.later(attempt, { startAfter, data: { ...job.data, probes }, why: outcome.why });
    }
    const tries = (job.data.tries ?? 0) + 1;
    const delayMs = outcome.afterMs ?? backoffMs(tries, Math.random());
    // Attempts and the waits that they caused are added up, not read off the clock: while nobody fetches (a paused
    // destination, a shop that is down) a message's patience stands still.
    const spentMs = job.data.spentMs + tookMs + delayMs;
    if (spentMs > (this.#queue.patienceMs ?? PATIENCE_MS)) return this.#parts.settle.dead(attempt, { code: "out_of_patience", words: outcome.why });
    const startAfter = new Date(Date.now() + delayMs);
    return this.#parts.settle.later(attempt, { startAfter, data: { ...job.data, spentMs, tries }, why: outcome.why });
  }

  #gather(): void {
    if (this.#gathering) return;
    this.#gathering = true;
    setTimeout(() => {
      this.#gathering = false;
      this.wake();
    }, GATHER_MS);
  }

  async #beat(): Promise<void> {
    if (this.#active.size === 0) return;
    try {
      await this.#parts.boss.touch(this.#queue.name, [...this.#active.keys()]);
    } catch (error) {
      this.#parts.onEvent({ event: "trouble", where: `heartbeat ${this.#queue.name}`, error });
    }
  }
}
