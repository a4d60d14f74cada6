"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import * as z from "zod";
import { transact } from "@/db/transact";
import { closeAllSessions, closeSessionOf } from "@/lib/access/commands";
import { passFactor, passRecovery, removeFactor, setRecoveryCodes } from "@/lib/access/factor/commands";
import { newRecoveryCodes } from "@/lib/access/factor/input";
import { findFactor } from "@/lib/access/factor/queries";
import { hashPassword, isPassword, removePassword, setPassword } from "@/lib/access/password/commands";
import { refusePassword } from "@/lib/access/password/input";
import { findPasswordOf } from "@/lib/access/password/queries";
import type { PasswordRefusal } from "@/lib/access/password/types";
import type { SessionHash, SignedIn } from "@/lib/access/types";
import { readCompany } from "@/lib/company/queries";
import { pathIn } from "@/lib/kernel/address";
import { parseId } from "@/lib/kernel/id";
import { findMember } from "@/lib/members/queries";
import { chooseNotices, markRead } from "@/lib/notify/bell/commands";
import { CHOICES, type ChoiceName } from "@/lib/notify/bell/types";
import { correctProfile } from "@/lib/privacy/commands";
import { ProfileInput } from "@/lib/privacy/input";
import { memberAction } from "@/lib/web/action";
import { forgetCookie } from "@/lib/web/auth";
import { db } from "@/lib/web/database";
import { unseal } from "@/lib/web/keyed";
import { tellLive } from "@/lib/web/live/live";
import { currentPlace } from "@/lib/web/place";
import { attempt } from "@/lib/web/rate-limit";
import { viewer } from "@/lib/web/viewer";

type Done = { readonly ok: true };
type Not<Reason extends string> = { readonly ok: false; readonly reason: Reason };
const DONE: Done = { ok: true };
const refresh = (): void => revalidatePath("/", "layout");

/** Changes how the shop speaks to the reader, and what a distributor's page is called. */
export const saveNamesAction = memberAction(ProfileInput.pick({ firstName: true, lastName: true }), async ({ who, input }): Promise<Done> => {
  await transact(db(), async (tx) => (await correctProfile(tx, who.id, input), DONE));
  refresh();
  return DONE;
});

/** Ends the open streams of what is signed out, in this moment. */
const signedOut = (who: SignedIn): void => tellLive([who.id]);

/** Whether the reader knows the password that they have; who has none knows it. Counted. */
async function knows(who: SignedIn, current: string): Promise<Not<"slow_down" | "password_wrong"> | { readonly ok: true; readonly email: string }> {
  const email = (await findMember(db(), who.id))?.email ?? "";
  const kept = await findPasswordOf(db(), email);
  if (kept === null) return { ok: true, email };
  if (!(await attempt("password_by_account", email))) return { ok: false, reason: "slow_down" };
  return (await isPassword(current, kept)) ? { ok: true, email } : { ok: false, reason: "password_wrong" };
}

const PasswordWish = z.object({ current: z.string().max(400).default(""), password: z.string().max(400) });

/** Sets a password or changes it; every other browser of the reader is signed out. */
export const setPasswordAction = memberAction(PasswordWish, async ({ who, input, now }): Promise<Done | Not<PasswordRefusal | "slow_down" | "password_wrong">> => {
  const known = await knows(who, input.current);
  if (!known.ok) return known;
  const { name } = await readCompany(db());
  const refusal = refusePassword(input.password, [known.email, ...known.email.split("@"), who.firstName, who.handle, name]);
  if (refusal) return { ok: false, reason: refusal };
  const [hash, open] = [await hashPassword(input.password), await viewer()];
  if (open) await transact(db(), async (tx) => (await setPassword(tx, { member: who.id, hash, session: open.session, at: now }), DONE));
  signedOut(who);
  refresh();
  return DONE;
});

/** Forgets the password: links and codes by mail still open the account. */
export const removePasswordAction = memberAction(z.object({ current: z.string().max(400) }), async ({ who, input }): Promise<Done | Not<"slow_down" | "password_wrong">> => {
  const known = await knows(who, input.current);
  if (!known.ok) return known;
  await transact(db(), async (tx) => (await removePassword(tx, who.id), DONE));
  refresh();
  return DONE;
});

/** Signs one of the reader's browsers out, at once. */
export const closeDeviceAction = memberAction(z.object({ device: z.string().max(100) }), async ({ who, input }): Promise<Done> => {
  await transact(db(), async (tx) => (await closeSessionOf(tx, who.id, input.device as SessionHash), DONE));
  signedOut(who);
  refresh();
  return DONE;
});

/** Signs the reader out everywhere, here too, at once. */
export const signOutEverywhereAction = memberAction(z.object({}), async ({ who }): Promise<never> => {
  await transact(db(), async (tx) => (await closeAllSessions(tx, who.id), DONE));
  signedOut(who);
  await forgetCookie();
  redirect(pathIn(await currentPlace(), "/sign-in"));
});

const FactorWish = z.object({ code: z.string().max(60) });
const passed = async (who: SignedIn, code: string, at: Date): Promise<Not<"wrong" | "slow_down"> | Done> => {
  if (!(await attempt("factor_by_account", who.id))) return { ok: false, reason: "slow_down" };
  const [factor, open] = [await findFactor(db(), who.id), await viewer()];
  if (!factor || !open) return { ok: false, reason: "wrong" };
  const standing = { member: who.id, session: open.session, at };
  const { right } = await transact(db(), async (tx) => ({ ok: true, right: (await passFactor(tx, standing, { secret: unseal(factor.secret), code })) || (await passRecovery(tx, standing, code)) }));
  return right ? DONE : { ok: false, reason: "wrong" };
};

/** Replaces the recovery codes and answers with the new ones, this once. Takes a code, because a browser left open is not its owner. */
export const renewCodesAction = memberAction(FactorWish, async ({ who, input, now }): Promise<{ readonly ok: true; readonly codes: readonly string[] } | Not<"wrong" | "slow_down">> => {
  const shown = await passed(who, input.code, now);
  if (!shown.ok) return shown;
  const codes = newRecoveryCodes();
  await transact(db(), async (tx) => (await setRecoveryCodes(tx, who.id, codes), DONE));
  return { ok: true, codes };
});

/** Takes the second factor away, against one more code of it. */
export const removeFactorAction = memberAction(FactorWish, async ({ who, input, now }): Promise<Done | Not<"wrong" | "slow_down">> => {
  const shown = await passed(who, input.code, now);
  if (!shown.ok) return shown;
  await transact(db(), async (tx) => (await removeFactor(tx, who.id), DONE));
  refresh();
  return DONE;
});

/** Keeps what the reader wants to be told, and where: a box that is checked is a wish. */
export const chooseNoticesAction = memberAction(z.looseObject({}), async ({ who, input }): Promise<Done> => {
  const names = CHOICES.flatMap(({ kind, channels }) => channels.map((channel): ChoiceName => `${kind}.${channel}`));
  await transact(db(), async (tx) => (await chooseNotices(tx, who.id, new Set(names.filter((name) => input[name] === "on"))), DONE));
  refresh();
  return DONE;
});

/** Marks one of the reader's notices as read, or all of them. */
export const markReadAction = memberAction(z.object({ notice: z.string().max(60) }), async ({ who, input, now }): Promise<Done> => {
  const notice = parseId("notice", input.notice) ?? "all";
  await transact(db(), async (tx) => (await markRead(tx, who.id, { notice, at: now }), DONE));
  refresh();
  return DONE;
});
