import "server-only";
import { createHash } from "node:crypto";
import { and, desc, eq, gt, inArray, isNotNull, isNull } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { sessions } from "@/db/schema/access";
import { handles, members } from "@/db/schema/members";
import { operators } from "@/db/schema/operators";
import { secondFactors, sessionFactors } from "@/db/schema/sign-in";
import type { MemberId } from "@/lib/kernel/id";
import { DEFAULT_LOCALE, isLocale } from "@/lib/kernel/locale";
import type { OpenSession, OperatorEntry, OperatorRole, SessionHash } from "./types";

/** What a secret of ours (a session's key, a link's token) is stored and looked up as. */
export function hashOf(secret: string): SessionHash {
  return createHash("sha256").update(secret).digest("base64url") as SessionHash;
}

/** The session behind a cookie, with its member as they are now. Null when it has ended or the member is not active. */
export async function findSession(reader: Reader, hash: SessionHash, at: Date): Promise<OpenSession | null> {
  const [row] = await reader
    .select({ member: members, handle: handles.handle, factor: secondFactors.confirmedAt, shown: sessionFactors.at })
    .from(sessions)
    .innerJoin(members, and(eq(members.id, sessions.memberId), eq(members.status, "active")))
    .innerJoin(handles, and(eq(handles.memberId, members.id), handles.current))
    .leftJoin(secondFactors, and(eq(secondFactors.memberId, members.id), isNotNull(secondFactors.confirmedAt)))
    .leftJoin(sessionFactors, eq(sessionFactors.tokenHash, sessions.tokenHash))
    .where(and(eq(sessions.tokenHash, hash), gt(sessions.expiresAt, at)));
  if (!row) return null;
  const { id, role, status, email, firstName, lastName, locale, claimedAt } = row.member;
  const member = { id, role, status, email, firstName, lastName, claimedAt, locale: isLocale(locale) ? locale : DEFAULT_LOCALE };
  return { hash, member, handle: row.handle, factor: row.factor === null ? "none" : row.shown === null ? "asked" : "shown" };
}

/** The role of an operator of today; null for everybody else. */
export async function findOperatorRole(reader: Reader, member: MemberId): Promise<OperatorRole | null> {
  const [row] = await reader.select({ role: operators.role }).from(operators).where(and(eq(operators.memberId, member), isNull(operators.endedAt)));
  return row?.role ?? null;
}

/** The team of today, by when they came. */
export async function listOperators(reader: Reader): Promise<OperatorEntry[]> {
  const rows = await reader.select({ id: members.id, role: operators.role, firstName: members.firstName, lastName: members.lastName, email: members.email, since: operators.appointedAt })
    .from(operators).innerJoin(members, eq(members.id, operators.memberId)).where(isNull(operators.endedAt)).orderBy(operators.appointedAt).limit(TEAM_MAX);
  return rows.map(({ firstName, lastName, email, ...row }) => ({ ...row, name: `${firstName} ${lastName}`.trim(), email: email ?? "" }));
}

/** More people than any team has. */
const TEAM_MAX = 500;

/** Which of these sessions are open: not ended, and their member active. */
export async function listOpenSessions(reader: Reader, hashes: readonly SessionHash[], at: Date): Promise<ReadonlySet<SessionHash>> {
  const rows = await reader
    .select({ hash: sessions.tokenHash })
    .from(sessions)
    .innerJoin(members, and(eq(members.id, sessions.memberId), eq(members.status, "active")))
    .where(and(inArray(sessions.tokenHash, [...hashes]), gt(sessions.expiresAt, at)));
  return new Set(rows.map(({ hash }) => hash as SessionHash));
}

/** A browser that is signed in, as its owner sees it. */
export type Device = { readonly hash: SessionHash; readonly device: string; readonly since: Date };

/** The browsers in which a member is signed in, the latest first; at most 50. */
export async function listDevices(reader: Reader, member: MemberId, at: Date): Promise<readonly Device[]> {
  const rows = await reader.select({ hash: sessions.tokenHash, device: sessions.device, since: sessions.createdAt }).from(sessions)
    .where(and(eq(sessions.memberId, member), gt(sessions.expiresAt, at))).orderBy(desc(sessions.createdAt)).limit(50);
  return rows.map((row) => ({ ...row, hash: row.hash as SessionHash }));
}
