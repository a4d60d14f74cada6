import "server-only";
import { randomBytes } from "node:crypto";
import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { rateLimits, sessions, signInTokens } from "@/db/schema/access";
import { members } from "@/db/schema/members";
import { signInCodes } from "@/db/schema/sign-in";
import { operators } from "@/db/schema/operators";
import type { MemberId } from "@/lib/kernel/id";
import type { Locale } from "@/lib/kernel/locale";
import { findMemberByAddress } from "@/lib/members/queries";
import { enqueueMail } from "@/lib/notify/commands";
import { record } from "@/lib/trail/commands";
import { removeFactor } from "./factor/commands";
import { findOperatorRole, hashOf } from "./queries";
import { CODE_TRIES, sessionEnds } from "./rules";
import type { Appointment, Limit, LinkUse, OpenOutcome, OperatorRole, SessionHash, TeamOutcome } from "./types";

const SECRET_BYTES = 32;
const DEVICE_MAX = 200;

const newSecret = (): string => randomBytes(SECRET_BYTES).toString("base64url");

/**
 * Has a sign-in link sent to an address, if it is an active member's. Does the same work for an address that nobody
 * knows, so that neither the answer nor its time tells. The link itself is made by the job that sends the mail.
 * @param ask.email normalised
 */
export async function askForLink(tx: Tx, ask: { readonly email: string; readonly locale: Locale; readonly at: Date }): Promise<void> {
  const member = await findMemberByAddress(tx, ask.email);
  const to = member?.status === "active" ? member.id : null;
  await enqueueMail(tx, { topic: "mail.sign_in", payload: { member: to, locale: ask.locale }, key: `sign-in:${to ?? "nobody"}`, at: ask.at });
}

/** Makes a sign-in link's token for an address. The only copy is the answer: it goes into a mail at once and nowhere else. */
export async function issueLinkToken(tx: Tx, link: { readonly email: string; readonly endsAt: Date }): Promise<string> {
  const token = newSecret();
  await tx.insert(signInTokens).values({ tokenHash: hashOf(token), email: link.email, expiresAt: link.endsAt });
  return token;
}

/** Keeps the six digits that go into a sign-in mail beside its link, in place of those of an earlier mail. @param code.hash keyed: six digits alone are soon guessed */
export async function keepCode(tx: Tx, code: { readonly email: string; readonly hash: string; readonly endsAt: Date }): Promise<void> {
  const { email, hash: codeHash, endsAt: expiresAt } = code;
  await tx.insert(signInCodes).values({ email, codeHash, expiresAt }).onConflictDoUpdate({ target: signInCodes.email, set: { codeHash, expiresAt, tries: 0 } });
}

/**
 * Counts a try at an address's code, and says whether it is the right one. A few wrong tries end the code, however many browsers make
 * them at once; the link of the same mail keeps working. Commit it also when the answer is no.
 */
export async function tryCode(tx: Tx, attempt: { readonly email: string; readonly hash: string; readonly at: Date }): Promise<boolean> {
  const [kept] = await tx
    .update(signInCodes)
    .set({ tries: sql`${signInCodes.tries} + 1` })
    .where(and(eq(signInCodes.email, attempt.email), lt(signInCodes.tries, CODE_TRIES), gt(signInCodes.expiresAt, attempt.at)))
    .returning({ hash: signInCodes.codeHash });
  if (kept?.hash !== attempt.hash) return false;
  await tx.delete(signInCodes).where(eq(signInCodes.email, attempt.email));
  return true;
}

/**
 * Opens a session by a link from a mail: takes the token, which works once however many browsers race for it, claims
 * the wallet at the first time, and ends the session that this browser had.
 */
export async function openByLink(tx: Tx, use: LinkUse): Promise<OpenOutcome> {
  const [taken] = await tx.delete(signInTokens).where(eq(signInTokens.tokenHash, hashOf(use.token))).returning();
  if (!taken || taken.expiresAt <= use.at) return { ok: false, reason: "link_over" };
  return openFor(tx, taken.email, use);
}

/**
 * Opens a session for the member of an address, whom something has proven to be in front of the browser. The session that the
 * browser had ends, so that nobody can have laid it there before.
 */
export async function openFor(tx: Tx, email: string, use: Omit<LinkUse, "token">): Promise<OpenOutcome> {
  const member = await findMemberByAddress(tx, email);
  if (member?.status !== "active") return { ok: false, reason: "link_over" };

  await tx.update(members).set({ claimedAt: use.at }).where(and(eq(members.id, member.id), isNull(members.claimedAt)));
  if (use.replacing) await closeSession(tx, use.replacing);
  const sessionKey = newSecret();
  const device = use.device.slice(0, DEVICE_MAX);
  await tx.insert(sessions).values({ tokenHash: hashOf(sessionKey), memberId: member.id, device, createdAt: use.at, expiresAt: sessionEnds(use.at) });
  return { ok: true, member: member.id, sessionKey };
}

/** Ends one of a member's own sessions. */
export async function closeSessionOf(tx: Tx, member: MemberId, hash: SessionHash): Promise<void> {
  await tx.delete(sessions).where(and(eq(sessions.tokenHash, hash), eq(sessions.memberId, member)));
}

/** Ends a session, at once and everywhere. */
export async function closeSession(tx: Tx, hash: SessionHash): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.tokenHash, hash));
}

/** Ends every session of a member, at once. */
export async function closeAllSessions(tx: Tx, member: MemberId): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.memberId, member));
}

type Attempt = { readonly key: string; readonly limit: Limit; readonly at: Date };

/**
 * Counts an attempt in its window and says whether it is still within the limit. The counter is shared by all processes
 * and survives restarts. Commit it also when the answer is no.
 * @param attempt.key what is limited and who tries, the latter as a keyed hash: an address is personal data
 */
export async function countAttempt(tx: Tx, attempt: Attempt): Promise<boolean> {
  return (await countUse(tx, attempt)).hits <= attempt.limit.hits;
}

/** Counts like `countAttempt`, and says how many there were in this window and when it ends. */
export async function countUse(tx: Tx, attempt: Attempt): Promise<{ readonly hits: number; readonly endsAt: Date }> {
  const windowEndsAt = new Date(attempt.at.getTime() + attempt.limit.windowMs);
  const over = sql`${rateLimits.windowEndsAt} <= ${attempt.at.toISOString()}::timestamptz`;
  const [counted] = await tx
    .insert(rateLimits)
    .values({ key: attempt.key, hits: 1, windowEndsAt })
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: {
        hits: sql`case when ${over} then 1 else ${rateLimits.hits} + 1 end`,
        windowEndsAt: sql`case when ${over} then excluded.window_ends_at else ${rateLimits.windowEndsAt} end`,
      },
    })
    .returning({ hits: rateLimits.hits, endsAt: rateLimits.windowEndsAt });
  return counted ?? { hits: 1, endsAt: windowEndsAt };
}

/** Makes a member an operator, or gives an operator another role. Written in the trail. */
export async function appointOperator(tx: Tx, role: OperatorRole, { member, by, at }: Appointment): Promise<void> {
  const before = await findOperatorRole(tx, member);
  if (before === role) return;
  await tx.insert(operators).values({ memberId: member, role, appointedAt: at }).onConflictDoUpdate({ target: operators.memberId, set: { role, appointedAt: at, endedAt: null } });
  await record(tx, { actor: by, action: "operator.appointed", subject: member, before: { role: before }, after: { role }, at });
}

/** Takes an operator's second factor away, for one who lost phone and recovery codes: they set up another, and every session of theirs ends. Written in the trail. */
export async function resetOperatorFactor(tx: Tx, { member, by, at }: Appointment): Promise<void> {
  await removeFactor(tx, member);
  await closeAllSessions(tx, member);
  await record(tx, { actor: by, action: "operator.factor_reset", subject: member, at });
}

/** Takes an operator's rights away, and ends their sessions. Written in the trail. */
export async function dismissOperator(tx: Tx, { member, by, at }: Appointment): Promise<void> {
  const before = await findOperatorRole(tx, member);
  if (before === null) return;
  await tx.update(operators).set({ endedAt: at }).where(eq(operators.memberId, member));
  await closeAllSessions(tx, member);
  await record(tx, { actor: by, action: "operator.dismissed", subject: member, before: { role: before }, after: { role: null }, at });
}

/**
 * Gives an operator another role, or none: the team always keeps an owner, however many go at once, and nobody takes their own rights
 * away, so that nobody locks themselves out by a slip.
 */
export async function changeTeam(tx: Tx, role: OperatorRole | null, { member, by, at }: Appointment): Promise<TeamOutcome> {
  const owners = await tx.select({ id: operators.memberId }).from(operators).where(and(eq(operators.role, "owner"), isNull(operators.endedAt))).orderBy(operators.memberId).for("update");
  const before = await findOperatorRole(tx, member);
  if (before === null) return { ok: false, reason: "no_operator" };
  if (before === "owner" && role !== "owner" && owners.length <= 1) return { ok: false, reason: "last_owner" };
  if (member === by && role !== before) return { ok: false, reason: "yourself" };
  await (role === null ? dismissOperator(tx, { member, by, at }) : appointOperator(tx, role, { member, by, at }));
  return { ok: true };
}
