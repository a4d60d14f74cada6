import "server-only";
import { and, eq, gte } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { trail } from "@/db/schema/operations";
import type { Id, MemberId } from "@/lib/kernel/id";

/** Was this deed done before? Ask under a lock of what it is about. */
export async function isDone(reader: Reader, deed: Id<"trail">): Promise<boolean> {
  const rows = await reader.select({ id: trail.id }).from(trail).where(eq(trail.id, deed));
  return rows.length > 0;
}

/** Has this operator written down, since a moment, why they look at somebody's pages? */
export async function hasLooked(reader: Reader, { actor, subject, since }: { readonly actor: MemberId; readonly subject: MemberId; readonly since: Date }): Promise<boolean> {
  const rows = await reader.select({ id: trail.id }).from(trail)
    .where(and(eq(trail.subject, subject), eq(trail.action, "member.seen_as"), eq(trail.actor, actor), gte(trail.occurredAt, since))).limit(1);
  return rows.length > 0;
}

/** One deed as it was written down; null when there is none of this id. */
export async function findDeed(reader: Reader, id: Id<"trail">): Promise<{ readonly actor: string; readonly action: string; readonly before: unknown; readonly after: unknown } | null> {
  const [row] = await reader.select({ actor: trail.actor, action: trail.action, before: trail.before, after: trail.after }).from(trail).where(eq(trail.id, id));
  return row ?? null;
}
