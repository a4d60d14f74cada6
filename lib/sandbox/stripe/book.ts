import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from "node:fs";
import { randomInt } from "node:crypto";
import type { Account, Charge, Delivery, Dispute, Intent, Refund, Reply, Session, SessionPage, StripeEvent, Transfer } from "./types";

type Tables = {
  sessions: Session;
  pages: SessionPage;
  intents: Intent;
  charges: Charge;
  refunds: Refund;
  disputes: Dispute;
  accounts: Account;
  transfers: Transfer;
  events: StripeEvent;
  deliveries: Delivery;
  replies: Reply;
};
export type TableName = keyof Tables;
type Rows = { readonly [T in TableName]: Map<string, Tables[T]> };

const TABLES = ["sessions", "pages", "intents", "charges", "refunds", "disputes", "accounts", "transfers", "events", "deliveries", "replies"] as const satisfies readonly TableName[];
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/** Stripe forgets idempotency keys after a day. */
const REPLY_LIFE_S = 24 * 3600;

/**
 * Everything that the sandbox knows, in memory; with a journal, also in a file of JSON lines that is read at the start.
 * Rows are never changed, only replaced, so whoever holds one holds a snapshot.
 */
export class Book {
  readonly #rows: Rows = {
    sessions: new Map(), pages: new Map(), intents: new Map(), charges: new Map(), refunds: new Map(),
    disputes: new Map(), accounts: new Map(), transfers: new Map(), events: new Map(), deliveries: new Map(), replies: new Map(),
  };
  #file: number | null = null;

  /** @param journal  the file's path, made when it is not there; null keeps nothing */
  constructor(journal: string | null) {
    if (journal === null) return;
    if (existsSync(journal)) this.#replay(readFileSync(journal, "utf8"));
    this.#compact(journal);
    this.#file = openSync(journal, "a");
  }

  put<T extends TableName>(table: T, row: Tables[T]): void {
    this.#rows[table].set(row.id, row);
    if (this.#file !== null) writeSync(this.#file, line(table, row));
  }

  find<T extends TableName>(table: T, id: string | null): Tables[T] | null {
    return (id === null ? undefined : this.#rows[table].get(id)) ?? null;
  }

  /** Newest first. */
  list<T extends TableName>(table: T): Tables[T][] {
    return [...this.#rows[table].values()].reverse();
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  #replay(text: string): void {
    for (const record of text.split("\n")) {
      const put = readLine(record);
      if (put) this.#rows[put.table].set(put.row.id, put.row as never);
    }
  }

  /** The journal holds every version of every row; a start keeps the last one of each. */
  #compact(journal: string): void {
    const now = Date.now() / 1000;
    for (const reply of this.list("replies")) if (now - reply.created > REPLY_LIFE_S) this.#rows.replies.delete(reply.id);
    const text = TABLES.flatMap((table) => [...this.#rows[table].values()].map((row) => line(table, row))).join("");
    writeFileSync(`${journal}.new`, text);
    renameSync(`${journal}.new`, journal);
  }
}

function line(table: TableName, row: Tables[TableName]): string {
  return `${JSON.stringify([table, row])}\n`;
}

/** Null for the half line that a killed process leaves at the end. */
function readLine(record: string): { table: TableName; row: Tables[TableName] } | null {
  if (record.trim() === "") return null;
  try {
    const [table, row] = JSON.parse(record) as [TableName, Tables[TableName]];
    return TABLES.includes(table) ? { table, row } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** A new id in Stripe's form, e.g. `pi_3Qx...`. */
export function newStripeId(prefix: string, length = 24): string {
  return `${prefix}_${Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join("")}`;
}
