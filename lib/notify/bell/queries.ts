import "server-only";
import { and, count, desc, eq, isNull, lt } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { notices, noticeSettings } from "@/db/schema/notices";
import type { MemberId, NoticeId } from "@/lib/kernel/id";
import { isCurrency, money } from "@/lib/kernel/money";
import type { Channel, ChoiceName, Notice, NoticeKind } from "./types";

/** One page of a member's notices, newest first, by key. */
export async function listNotices(reader: Reader, member: MemberId, page: { readonly before: NoticeId | null; readonly limit: number }): Promise<readonly Notice[]> {
  const rows = await reader.select().from(notices)
    .where(and(eq(notices.memberId, member), page.before === null ? undefined : lt(notices.id, page.before))).orderBy(desc(notices.id)).limit(page.limit);
  return rows.map(({ id, kind, orderId, amountMinor, currency, createdAt, readAt }) => ({
    id, kind, order: orderId, at: createdAt, read: readAt !== null,
    amount: amountMinor !== null && currency !== null && isCurrency(currency) ? money(amountMinor, currency) : null,
  }));
}

/** How many notices a member has not read. */
export async function countUnread(reader: Reader, member: MemberId): Promise<number> {
  const [row] = await reader.select({ n: count() }).from(notices).where(and(eq(notices.memberId, member), isNull(notices.readAt)));
  return row?.n ?? 0;
}

/** What a member said that they don't want; everything else is wanted. */
export async function listUnwanted(reader: Reader, member: MemberId): Promise<ReadonlySet<ChoiceName>> {
  const rows = await reader.select({ kind: noticeSettings.kind, channel: noticeSettings.channel }).from(noticeSettings).where(and(eq(noticeSettings.memberId, member), eq(noticeSettings.wanted, false)));
  return new Set(rows.map(({ kind, channel }) => `${kind as NoticeKind}.${channel as Channel}` as const));
}

/** Whether a member wants to be told of something there. */
export async function wants(reader: Reader, member: MemberId, choice: ChoiceName): Promise<boolean> {
  return !(await listUnwanted(reader, member)).has(choice);
}
