import { createHash } from "node:crypto";
import { idOf, type MemberId, type MessageId, newId, type NoticeId, uuidOf } from "@/lib/kernel/id";
import type { Currency } from "@/lib/kernel/money";
import type { PostedEntry } from "@/lib/ledger/queries";
import type { Credited } from "./types";

const PARTS = ["buyer", "sharer", "distributor"] as const;

/** Who was credited by an order's cash-back, in the order buyer, sharer, distributor. Positions: db/schema/ledger. */
export function creditedBy(entries: readonly PostedEntry[], currency: Currency): Credited[] {
  return entries.flatMap((entry) => {
    const part = entry.kind === "cashback" ? PARTS[entry.position - 1] : undefined;
    if (part === undefined) return [];
    return [{ member: idOf("member", entry.owner), part, amount: { minor: entry.amountMinor, currency } }];
  });
}

/** What one person got in all: a distributor who buys has two parts. */
export function totalOf(credited: readonly Credited[], member: MemberId): bigint {
  return credited.filter((one) => one.member === member).reduce((sum, { amount }) => sum + amount.minor, 0n);
}

/** The id of a mail that follows from a message, the same every time it is worked out. */
export function mailIdFrom(message: string, recipient: string): MessageId {
  return idOf("message", createHash("sha256").update(`${message}:${recipient}`).digest("hex").slice(0, 32));
}

/** The id of a notice that follows from a message, the same every time it is worked out; notices sort by the time of what they tell. */
export function noticeIdFrom(message: string, about: { readonly recipient: string; readonly at: Date }): NoticeId {
  const time = uuidOf(newId("notice", about.at.getTime())).slice(0, 12);
  return idOf("notice", time + createHash("sha256").update(`notice:${message}:${about.recipient}`).digest("hex").slice(0, 20));
}
