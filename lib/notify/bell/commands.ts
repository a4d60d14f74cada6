import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { notices, noticeSettings } from "@/db/schema/notices";
import type { MemberId, NoticeId } from "@/lib/kernel/id";
import { wants } from "./queries";
import { CHOICES, type ChoiceName, type NewNotice } from "./types";

/** Puts news under a member's bell, unless they don't want it there. Told twice, it is there once. */
export async function ring(tx: Tx, { id, member, kind, order, amount, at }: NewNotice): Promise<void> {
  if (!(await wants(tx, member, `${kind}.bell`))) return;
  await tx.insert(notices).values({ id, memberId: member, kind, orderId: order ?? null, amountMinor: amount?.minor ?? null, currency: amount?.currency ?? null, createdAt: at }).onConflictDoNothing();
}

/** Marks a member's notices as read: one, or all of them. Somebody else's stays as it is. */
export async function markRead(tx: Tx, member: MemberId, read: { readonly notice: NoticeId | "all"; readonly at: Date }): Promise<void> {
  await tx.update(notices).set({ readAt: read.at })
    .where(and(eq(notices.memberId, member), isNull(notices.readAt), read.notice === "all" ? undefined : eq(notices.id, read.notice)));
}

/** Keeps a member's choices: what is named is wanted, what is not is unwanted. */
export async function chooseNotices(tx: Tx, member: MemberId, wanted: ReadonlySet<ChoiceName>): Promise<void> {
  const rows = CHOICES.flatMap(({ kind, channels }) => channels.map((channel) => ({ memberId: member, kind, channel, wanted: wanted.has(`${kind}.${channel}`) })));
  await tx.insert(noticeSettings).values(rows).onConflictDoUpdate({ target: [noticeSettings.memberId, noticeSettings.kind, noticeSettings.channel], set: { wanted: sql`excluded.wanted` } });
}
