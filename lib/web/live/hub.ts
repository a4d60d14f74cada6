import "server-only";
import type { Db } from "@/db/client";
import { listOpenSessions } from "@/lib/access/queries";
import type { SessionHash } from "@/lib/access/types";
import { readCompany } from "@/lib/company/queries";
import { listOrders, listWallets, READ_MAX } from "@/lib/live/queries";
import { eventId, frame, keyOf, toWire } from "@/lib/live/rules";
import type { State, Subject } from "@/lib/live/types";

export type HubSettings = {
  readonly db: Db;
  readonly now: () => Date;
  /** Told of what goes wrong and is made good by the next turn. */
  readonly onTrouble: (where: string, error: unknown) => void;
};

/** Where a stream's events go. `write` answers false when the receiver can't keep up: then call `resume` once it can. */
export type Sink = { readonly write: (text: string) => boolean; readonly end: () => void };

export type Opening = {
  readonly subject: Subject;
  /** The session that opened it; null for an order's signed link. The stream ends with it. */
  readonly session: SessionHash | null;
  /** The id of the last event that the page has; null for none. */
  readonly has: string | null;
  readonly sink: Sink;
};
export type Stream = { readonly close: () => void; readonly resume: () => void };

type Open = { readonly subject: Subject; readonly session: SessionHash | null; readonly sink: Sink; has: string | null; behind: boolean };

/**
 * The open streams of this process. It is told whose money moved, reads the state of the streams that are concerned, many at
 * once and one reading after the other, and writes it to those that don't have it yet. A stream is registered before its
 * first reading, so nothing falls between the two. DESIGN §8
 */
export class Hub {
  readonly #streams = new Map<string, Set<Open>>();
  readonly #dirty = new Set<string>();
  readonly #settings: HubSettings;
  #reading: Promise<void> | null = null;
  #size = 0;

  constructor(settings: HubSettings) {
    this.#settings = settings;
  }

  /** How many streams are open. */
  get size(): number {
    return this.#size;
  }

  /** How many streams watch this subject. */
  watching(subject: Subject): number {
    return this.#streams.get(keyOf(subject))?.size ?? 0;
  }

  /** Adds a stream. It gets a beat at once, then the state unless `has` is it, then every change. */
  open({ subject, session, has, sink }: Opening): Stream {
    const key = keyOf(subject);
    const open: Open = { subject, session, sink, has, behind: false };
    const beside = this.#streams.get(key) ?? new Set();
    this.#streams.set(key, beside.add(open));
    this.#size += 1;
    sink.write(frame({ name: "beat" }));
    this.touch([key]);
    return { close: () => this.#remove(key, open), resume: () => open.behind && this.touch([key]) };
  }

  /** Has the state of these subjects read again, where somebody watches them. */
  touch(keys: Iterable<string>): void {
    for (const key of keys) if (this.#streams.has(key)) this.#dirty.add(key);
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
      // What came in after the last look.
      if (this.#dirty.size > 0 && !this.#failed) this.touch([]);
    });
  }

  /** Has everything that is watched read again. */
  touchAll(): void {
    this.touch([...this.#streams.keys()]);
  }

  /** Keeps the connections from being taken for dead. */
  beat(): void {
    for (const open of this.#all()) if (!open.behind) open.sink.write(frame({ name: "beat" }));
  }

  /** Ends every stream; the pages come back to whoever answers then. */
  stop(): void {
    for (const open of this.#all()) open.sink.end();
    this.#streams.clear();
    this.#size = 0;
  }

  #failed = false;

  *#all(): Iterable<Open> {
    for (const beside of this.#streams.values()) yield* beside;
  }

  #remove(key: string, open: Open): void {
    const beside = this.#streams.get(key);
    if (!beside?.delete(open)) return;
    this.#size -= 1;
    if (beside.size === 0) this.#streams.delete(key);
  }

  async #read(): Promise<void> {
    this.#failed = false;
    while (this.#dirty.size > 0) {
      const keys = [...this.#dirty].slice(0, READ_MAX);
      for (const key of keys) this.#dirty.delete(key);
      try {
        await this.#deliver(keys.flatMap((key) => [...(this.#streams.get(key) ?? [])]));
      } catch (error) {
        // The database is away: the next turn of the clock reads again.
        for (const key of keys) this.#dirty.add(key);
        this.#failed = true;
        this.#settings.onTrouble("read", error);
        return;
      }
    }
  }

  async #deliver(streams: readonly Open[]): Promise<void> {
    const { db, now } = this.#settings;
    const members = new Set(streams.flatMap(({ subject }) => (subject.kind === "wallets" ? [subject.member] : [])));
    const orders = new Set(streams.flatMap(({ subject }) => (subject.kind === "order" ? [subject.order] : [])));
    const sessions = new Set(streams.flatMap(({ session }) => session ?? []));
    const [wallets, placed, valid] = await Promise.all([
      members.size > 0 && readCompany(db).then(({ currency }) => listWallets(db, [...members], currency)),
      orders.size > 0 && listOrders(db, [...orders]),
      sessions.size > 0 && listOpenSessions(db, [...sessions], now()),
    ]);
    for (const open of streams) {
      const { subject } = open;
      if (open.session !== null && valid && !valid.has(open.session)) this.#end(open);
      else {
        const state = subject.kind === "wallets" ? wallets && wallets.get(subject.member) : placed && placed.get(subject.order);
        if (state) this.#tell(open, state);
      }
    }
  }

  #tell(open: Open, state: State): void {
    const id = eventId(state);
    if (id === open.has) return;
    open.behind = !open.sink.write(frame({ name: "state", id, data: toWire(state) }));
    if (!open.behind) open.has = id;
  }

  #end(open: Open): void {
    open.sink.write(frame({ name: "over" }));
    open.sink.end();
    this.#remove(keyOf(open.subject), open);
  }
}
