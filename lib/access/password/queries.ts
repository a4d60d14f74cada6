import "server-only";
import { and, eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { members } from "@/db/schema/members";
import { passwords } from "@/db/schema/sign-in";
import type { MemberId } from "@/lib/kernel/id";

/** The hash behind an address; null where nobody is, or nobody with a password. @param email normalised */
export async function findPasswordOf(reader: Reader, email: string): Promise<string | null> {
  const [row] = await reader.select({ hash: passwords.hash }).from(members).innerJoin(passwords, eq(passwords.memberId, members.id)).where(and(eq(members.email, email), eq(members.status, "active")));
  return row?.hash ?? null;
}

/** When a member chose their password; null when they have none. */
export async function findPasswordDate(reader: Reader, member: MemberId): Promise<Date | null> {
  const [row] = await reader.select({ at: passwords.changedAt }).from(passwords).where(eq(passwords.memberId, member));
  return row?.at ?? null;
}
