import "server-only";
import { and, eq, isNull, lt } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { recoveryCodes, secondFactors, sessionFactors } from "@/db/schema/sign-in";
import type { MemberId } from "@/lib/kernel/id";
import { hashOf } from "../queries";
import type { SessionHash } from "../types";
import { normaliseRecovery, stepOf } from "./input";

/** Where a member's session stands, and the moment. */
export type Standing = { readonly member: MemberId; readonly session: SessionHash; readonly at: Date };

/** Begins (or begins anew) to set up an app; it is not asked for before its first right code. @param sealed the secret, encrypted */
export async function beginFactor(tx: Tx, member: MemberId, sealed: string): Promise<void> {
  await tx.insert(secondFactors).values({ memberId: member, secret: sealed }).onConflictDoUpdate({ target: secondFactors.memberId, set: { secret: sealed, confirmedAt: null, lastStep: 0n }, setWhere: isNull(secondFactors.confirmedAt) });
}

/**
 * Takes six digits of the app: each step once, however many browsers send it. The first right code confirms the app.
 * @param shown.secret the member's secret in clear
 */
export async function passFactor(tx: Tx, who: Standing, shown: { readonly secret: string; readonly code: string }): Promise<boolean> {
  const step = stepOf(shown.secret, { code: shown.code, at: who.at });
  if (step === null) return false;
  const taken = await tx.update(secondFactors).set({ lastStep: step }).where(and(eq(secondFactors.memberId, who.member), lt(secondFactors.lastStep, step))).returning({ confirmedAt: secondFactors.confirmedAt });
  if (taken.length === 0) return false;
  await tx.update(secondFactors).set({ confirmedAt: who.at }).where(and(eq(secondFactors.memberId, who.member), isNull(secondFactors.confirmedAt)));
  await markSession(tx, who);
  return true;
}

/** Takes a recovery code: each works once. */
export async function passRecovery(tx: Tx, who: Standing, code: string): Promise<boolean> {
  const used = await tx.update(recoveryCodes).set({ usedAt: who.at })
    .where(and(eq(recoveryCodes.memberId, who.member), eq(recoveryCodes.codeHash, hashOf(normaliseRecovery(code))), isNull(recoveryCodes.usedAt))).returning({ at: recoveryCodes.usedAt });
  if (used.length === 0) return false;
  await markSession(tx, who);
  return true;
}

/** Replaces a member's recovery codes. */
export async function setRecoveryCodes(tx: Tx, member: MemberId, codes: readonly string[]): Promise<void> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.memberId, member));
  await tx.insert(recoveryCodes).values(codes.map((code) => ({ memberId: member, codeHash: hashOf(normaliseRecovery(code)) })));
}

/** Takes the app away with its recovery codes; every browser has to show the next one anew. */
export async function removeFactor(tx: Tx, member: MemberId): Promise<void> {
  await tx.delete(secondFactors).where(eq(secondFactors.memberId, member));
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.memberId, member));
  await tx.delete(sessionFactors).where(eq(sessionFactors.memberId, member));
}

async function markSession(tx: Tx, who: Standing): Promise<void> {
  await tx.insert(sessionFactors).values({ tokenHash: who.session, memberId: who.member, at: who.at }).onConflictDoNothing();
}
