import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { WireMessage } from "../../gateway/signed-json/contract";

/** A message that took effect, once. */
export type Received = {
  readonly receivedAt: string;
  readonly reference: string;
  readonly fingerprint: string;
  readonly message: WireMessage;
  /** How often the same message was sent in all. */
  sent: number;
};

export type Taken = { readonly result: "taken" | "duplicate"; readonly received: Received } | { readonly result: "conflict" };

/** What the commission system has booked: in memory, and in a file of JSON lines when one is named. */
export class Ledger {
  readonly #byId = new Map<string, Received>();
  readonly #journal: string | undefined;
  /** How many were ever booked. */
  #booked = 0;

  constructor(journal?: string) {
    this.#journal = journal;
    if (!journal) return;
    mkdirSync(dirname(journal), { recursive: true });
    if (!existsSync(journal)) return;
    for (const line of readFileSync(journal, "utf8").split("\n")) {
      const received = readLine(line);
      if (received) this.#byId.set(received.message.id, received);
    }
    for (const { reference } of this.#byId.values()) this.#booked = Math.max(this.#booked, Number(reference.replace(/\D/g, "")));
  }

  /** Books a message once. The same id with the same body is a duplicate, with another body a conflict. */
  take(message: WireMessage, body: string): Taken {
    const fingerprint = createHash("sha256").update(body).digest("hex");
    const known = this.#byId.get(message.id);
    if (known) {
      if (known.fingerprint !== fingerprint) return { result: "conflict" };
      known.sent += 1;
      return { result: "duplicate", received: known };
    }
    const reference = `CS-${String((this.#booked += 1)).padStart(6, "0")}`;
    const received: Received = { receivedAt: new Date().toISOString(), reference, fingerprint, message, sent: 1 };
    this.#byId.set(message.id, received);
    if (this.#journal) appendFileSync(this.#journal, `${JSON.stringify(received)}\n`);
    return { result: "taken", received };
  }

  find(id: string): Received | null {
    return this.#byId.get(id) ?? null;
  }

  /** Everything booked, in the order in which it was. */
  list(): readonly Received[] {
    return [...this.#byId.values()];
  }

  /** Loses everything about an order, as a system does that was restored from an old copy. Answers how many messages. */
  forget(orderNumber: string): number {
    const about = this.list().filter(({ message }) => "orderNumber" in message && message.orderNumber === orderNumber);
    for (const { message } of about) this.#byId.delete(message.id);
    if (this.#journal) writeFileSync(this.#journal, this.list().map((received) => `${JSON.stringify(received)}\n`).join(""));
    return about.length;
  }

  clear(): void {
    this.#byId.clear();
    if (this.#journal) rmSync(this.#journal, { force: true });
  }
}

function readLine(line: string): Received | null {
  if (line === "") return null;
  try {
    return JSON.parse(line) as Received;
  } catch {
    // A process killed in the middle of a line leaves half of it; the sender will send that message again.
    return null;
  }
}
