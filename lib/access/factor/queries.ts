import "server-only";
import { and, count, eq, isNull } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { recoveryCodes, secondFactors, sessionFactors } from "@/db/schema/sign-in";
import type { MemberId } from "@/lib/kernel/id";
import type { SessionHash } from "../types";

/** A member's second factor: `secret` is encrypted; `confirmedAt` null while it is being set up. */
export type Factor = { readonly secret: string; readonly confirmedAt: Date | null; readonly recoveryLeft: number };

/** The member's second factor; null when they never began one. */
export async function findFactor(reader: Reader, member: MemberId): Promise<Factor | null> {
  const [row] = await reader.select({ secret: secondFactors.secret, confirmedAt: secondFactors.confirmedAt }).from(secondFactors).where(eq(secondFactors.memberId, member));
  if (!row) return null;
  const [left] = await reader.select({ n: count() }).from(recoveryCodes).where(and(eq(recoveryCodes.memberId, member), isNull(recoveryCodes.usedAt)));
  return { ...row, recoveryLeft: left?.n ?? 0 };
}

/** Whether this session has shown the second factor. */
export async function hasShownFactor(reader: Reader, session: SessionHash): Promise<boolean> {
  const rows = await reader.select({ at: sessionFactors.at }).from(sessionFactors).where(eq(sessionFactors.tokenHash, session));
  return rows.length > 0;
}
