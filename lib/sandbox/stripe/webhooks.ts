import { createHmac } from "node:crypto";
import type { Sandbox } from "./sandbox";
import type { Attempt, Delivery, StripeEvent } from "./types";

const TIMEOUT_MS = 10_000;
const MOST_AT_ONCE = 16;
const MOST_ATTEMPTS = 12;
const LONGEST_PAUSE_MS = 60_000;
const SHORTEST_REORDER_MS = 50;
const ANSWER_CHARS = 300;

/** The order and the number of times in which events are brought on demand. */
export type Manner = { readonly order: "kept" | "reversed"; readonly times: number };
export type Result = { readonly event: string; readonly type: string } & Attempt;

/**
 * The `Stripe-Signature` header over a body: HMAC-SHA256 of `t.body` in hex.
 * @param at  Unix seconds; the receiver compares it with its own clock
 */
export function signatureOf(body: string, secret: string, at: number): string {
  return `t=${at},v1=${createHmac("sha256", secret).update(`${at}.${body}`).digest("hex")}`;
}

/** Brings events to the shop: at once, later, twice, backwards or on demand, and again until it is taken. */
export class Webhooks {
  readonly #sandbox: Sandbox;
  readonly #secret: string;
  readonly #types: ReadonlySet<string> | null;
  readonly #closing = new AbortController();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #waiting: (() => Promise<void>)[] = [];
  #running = 0;
  #batch: StripeEvent[] = [];

  /** Brings events of these types; null: of all. */
  constructor(sandbox: Sandbox, { secret, types }: { readonly secret: string; readonly types: readonly string[] | null }) {
    this.#sandbox = sandbox;
    this.#secret = secret;
    this.#types = types && new Set(types);
    sandbox.onEvent((event) => this.#take(event));
  }

  /** Takes up what a former run had not brought yet. */
  resume(): void {
    for (const { id, state } of this.#sandbox.book.list("deliveries").reverse()) {
      const event = state === "pending" ? this.#sandbox.book.find("events", id) : null;
      if (event) this.#run(() => this.#deliver(event));
    }
  }

  /** Brings the held events, one after the other, and answers when the last one is through. */
  async flush(manner: Manner): Promise<Result[]> {
    const held = this.#sandbox.book.list("deliveries").reverse().filter(({ state }) => state === "held");
    return this.redeliver(held.map(({ id }) => id), manner);
  }

  /** Brings events again, one after the other, whatever became of them. */
  async redeliver(ids: readonly string[], { order, times }: Manner): Promise<Result[]> {
    const events = ids.map((id) => this.#sandbox.book.find("events", id)).filter((event) => event !== null);
    const once = order === "reversed" ? events.toReversed() : events;
    const results: Result[] = [];
    for (const event of Array.from({ length: times }, () => once).flat()) {
      results.push({ event: event.id, type: event.type, ...(await this.#attempt(event)) });
    }
    return results;
  }

  close(): void {
    this.#closing.abort();
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #take(event: StripeEvent): void {
    if (this.#types?.has(event.type) === false) return;
    const { webhooks, webhookUrl, delayMs, reorder } = this.#sandbox.settings;
    const state = webhookUrl === null || webhooks === "off" ? "off" : webhooks === "hold" ? "held" : "pending";
    this.#sandbox.book.put("deliveries", { id: event.id, type: event.type, state, attempts: [] });
    if (state !== "pending") return;
    if (reorder) this.#collect(event, Math.max(delayMs, SHORTEST_REORDER_MS));
    else if (delayMs > 0) this.#later(delayMs, () => this.#run(() => this.#deliver(event)));
    else this.#run(() => this.#deliver(event));
  }

  #collect(event: StripeEvent, windowMs: number): void {
    this.#batch.push(event);
    if (this.#batch.length > 1) return;
    this.#later(windowMs, () => {
      const backwards = this.#batch.reverse();
      this.#batch = [];
      const { repeat } = this.#sandbox.settings;
      this.#run(async () => {
        for (let round = 1; round < repeat; round += 1) for (const one of backwards) await this.#attempt(one);
        for (const one of backwards) await this.#deliver(one, 1);
      });
    });
  }

  async #deliver(event: StripeEvent, times = this.#sandbox.settings.repeat): Promise<void> {
    for (let round = 0; round < times; round += 1) await this.#attempt(event);
    const delivery = this.#sandbox.book.find("deliveries", event.id);
    if (delivery?.state !== "pending" || this.#closing.signal.aborted) return;
    if (delivery.attempts.length >= MOST_ATTEMPTS) {
      this.#sandbox.book.put("deliveries", { ...delivery, state: "failed" });
      return;
    }
    const pause = Math.min(LONGEST_PAUSE_MS, 500 * 2 ** delivery.attempts.length);
    this.#later(pause * (0.75 + Math.random() / 2), () => this.#run(() => this.#deliver(event, 1)));
  }

  async #attempt(event: StripeEvent): Promise<Attempt> {
    const started = performance.now();
    const outcome = await this.#post(JSON.stringify(event, null, 2));
    const attempt: Attempt = { at: new Date().toISOString(), ms: Math.round(performance.now() - started), ...outcome };
    const before: Delivery = this.#sandbox.book.find("deliveries", event.id) ?? { id: event.id, type: event.type, state: "pending", attempts: [] };
    const taken = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
    const state = taken ? "done" : before.state;
    if (!this.#closing.signal.aborted) this.#sandbox.book.put("deliveries", { ...before, state, attempts: [...before.attempts, attempt] });
    return attempt;
  }

  async #post(body: string): Promise<{ status: number | null; answer: string }> {
    const { webhookUrl } = this.#sandbox.settings;
    if (webhookUrl === null) return { status: null, answer: "no webhook address" };
    const headers = {
      "content-type": "application/json; charset=utf-8",
      "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
      "stripe-signature": signatureOf(body, this.#secret, Math.floor(Date.now() / 1000)),
    };
    const signal = AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), this.#closing.signal]);
    try {
      const response = await fetch(webhookUrl, { method: "POST", headers, body, signal, redirect: "manual" });
      return { status: response.status, answer: (await response.text()).slice(0, ANSWER_CHARS) };
    } catch (error) {
      return { status: null, answer: error instanceof Error ? `${error.name}: ${reasonOf(error)}` : "unknown failure" };
    }
  }

  #later(ms: number, job: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      job();
    }, ms);
    this.#timers.add(timer);
  }

  #run(job: () => Promise<void>): void {
    this.#waiting.push(job);
    while (this.#running < MOST_AT_ONCE) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#running += 1;
      void next().finally(() => {
        this.#running -= 1;
        const more = this.#closing.signal.aborted ? undefined : this.#waiting.shift();
        if (more) this.#run(more);
      });
    }
  }
}

/** `fetch` hides why behind `cause`. */
function reasonOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.message : error.message;
}
