import { Book, newStripeId } from "./book";
import type { EventObject, StripeEvent } from "./types";

/** The version that the events carry; the shop's SDK is pinned to the same one. */
export const API_VERSION = "2026-10-28.endive";

/** What tests and operators change while it runs. */
export type Settings = {
  /** Where events go; null sends nothing. */
  webhookUrl: string | null;
  /** `hold` keeps events until a flush; `off` forgets to send them, as after a lost message. */
  webhooks: "on" | "off" | "hold";
  /** How often each event is sent. */
  repeat: number;
  /** Sends what happens within `delayMs` (at least 50) in reverse. */
  reorder: boolean;
  delayMs: number;
  /** The next refund: `refused` at once (400), `immediately` failed, or succeeded and failed `later`. */
  failNextRefund: "refused" | "immediately" | "later" | null;
  /** Refunds stay pending until they are settled by hand. */
  refundsPending: boolean;
  /** `down` answers 503 to every API call; the pay page goes on. */
  api: "on" | "down";
};

export const FIRST_SETTINGS: Omit<Settings, "webhookUrl"> = {
  webhooks: "on", repeat: 1, reorder: false, delayMs: 0, failNextRefund: null, refundsPending: false, api: "on",
};

export type Cause = { readonly id: string; readonly idempotencyKey: string | null };

/** The state that every part works on: the book, the settings, the clock, and where events are announced. */
export class Sandbox {
  readonly book: Book;
  readonly settings: Settings;
  readonly company: string;
  readonly #clock: () => number;
  #announce: (event: StripeEvent) => void = () => undefined;
  /** The API request that is being answered, which its events name. */
  cause: Cause | null = null;
  /** The address that people and the shop reach it by, without a slash at the end. */
  url = "";

  constructor(init: { journal: string | null; webhookUrl: string | null; company: string; clock: () => number }) {
    this.book = new Book(init.journal);
    this.settings = { ...FIRST_SETTINGS, webhookUrl: init.webhookUrl };
    this.company = init.company;
    this.#clock = init.clock;
  }

  onEvent(announce: (event: StripeEvent) => void): void {
    this.#announce = announce;
  }

  /** Unix seconds. */
  now(): number {
    return Math.floor(this.#clock() / 1000);
  }

  date(): Date {
    return new Date(this.#clock());
  }

  /** Records that something happened and hands it to the webhooks. The object is a snapshot of this moment. */
  emit(type: string, object: EventObject, previous?: Readonly<Record<string, unknown>>): void {
    const event: StripeEvent = {
      id: newStripeId("evt"),
      object: "event",
      api_version: API_VERSION,
      created: this.now(),
      data: { object, ...(previous ? { previous_attributes: previous } : {}) },
      livemode: false,
      pending_webhooks: 1,
      request: { id: this.cause?.id ?? null, idempotency_key: this.cause?.idempotencyKey ?? null },
      type,
    };
    this.book.put("events", event);
    this.#announce(event);
  }
}
