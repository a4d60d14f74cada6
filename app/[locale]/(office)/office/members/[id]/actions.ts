"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { transact } from "@/db/transact";
import { moveMember } from "@/lib/attribution/commands";
import { readCompany } from "@/lib/company/queries";
import { parseId } from "@/lib/kernel/id";
import { parseAmount } from "@/lib/kernel/money";
import { changeHandle } from "@/lib/members/commands";
import { HandleInput } from "@/lib/members/input";
import { findHandle, findParent } from "@/lib/members/queries";
import { decideAdjustment, wishAdjustment } from "@/lib/membership/adjustments/commands";
import { changeStanding } from "@/lib/membership/commands";
import { findMeant, findOfficeMember } from "@/lib/office/person/queries";
import { record } from "@/lib/trail/commands";
import { isDone } from "@/lib/trail/queries";
import { operatorAction } from "@/lib/web/action";
import { db } from "@/lib/web/database";
import { wakeJobs } from "@/lib/web/jobs/wake";
import { tellLive } from "@/lib/web/live/live";

const id = <K extends "member" | "trail">(kind: K) => z.string().transform((text, context) => parseId(kind, text) ?? (context.addIssue("not_an_id"), z.NEVER));
const Reason = z.string().trim().min(3).max(500);
const About = { member: id("member"), deed: id("trail"), reason: Reason };

/** Suspends, closes or reopens an account. */
export const standingAction = operatorAction("members", z.object({ ...About, to: z.enum(["active", "suspended", "closed"]) }), async ({ by, input, now }) => {
  const outcome = await transact(db(), (tx) => changeStanding(tx, { id: input.deed, member: input.member, to: input.to, by: by.id, reason: input.reason, at: now }));
  if (!outcome.ok) return outcome;
  wakeJobs();
  // Whoever is closed is signed out: their open pages learn it in this moment.
  tellLive([input.member]);
  refresh();
  return outcome;
});

/** Puts a member below somebody else, or below nobody. Past orders stay as they are. */
export const moveAction = operatorAction("members", z.object({ ...About, to: z.string().max(320), follows: z.literal("yes").optional() }), async ({ by, input, now }) => {
  const to = await findMeant(db(), by, input.to);
  if (input.to.trim() !== "" && to === null) return { ok: false as const, reason: "unknown_parent" as const };
  const outcome = await transact(db(), async (tx) => {
    if (await isDone(tx, input.deed)) return { ok: true as const, moved: true };
    const was = await findParent(tx, input.member);
    const moved = await moveMember(tx, { member: input.member, to, bindingFollows: input.follows === "yes", by: by.id, reason: input.reason, at: now });
    if (moved.ok && moved.moved) await record(tx, { id: input.deed, actor: by.id, action: "member.moved", subject: input.member, before: { parent: was }, after: { parent: to, bindingFollows: input.follows === "yes" }, reason: input.reason, at: now });
    return moved;
  });
  if (!outcome.ok) return outcome;
  if (!outcome.moved) return { ok: false as const, reason: "there_already" as const };
  wakeJobs();
  refresh();
  return outcome;
});

/** Gives a member another link; the former one keeps leading to them. */
export const handleAction = operatorAction("members", z.object({ ...About, handle: HandleInput }), async ({ by, input, now }) => {
  if (!(await findOfficeMember(db(), by, { id: input.member, at: now }))) return { ok: false as const, reason: "unknown_member" as const };
  const outcome = await transact(db(), async (tx) => {
    const was = await findHandle(tx, input.member);
    const changed = await changeHandle(tx, input.member, { wanted: input.handle, at: now });
    if (changed.ok && was !== changed.handle) await record(tx, { actor: by.id, action: "member.handle_changed", subject: input.member, before: { handle: was }, after: { handle: changed.handle }, reason: input.reason, at: now });
    return changed;
  });
  if (!outcome.ok) return outcome;
  refresh();
  return outcome;
});

const Adjust = z.object({ ...About, wallet: z.enum(["credit", "earnings"]), direction: z.enum(["give", "take"]), amount: z.string().max(30) });

/** Gives or takes credit: at once, or when a second operator has approved it. */
export const adjustAction = operatorAction("ledger", Adjust, async ({ by, input, now }) => {
  const { currency } = await readCompany(db());
  const amount = parseAmount(input.amount, currency);
  if (amount === null || amount.minor <= 0n) return { ok: false as const, reason: "not_an_amount" as const };
  const signed = { ...amount, minor: input.direction === "take" ? -amount.minor : amount.minor };
  const outcome = await transact(db(), (tx) => wishAdjustment(tx, { id: input.deed, member: input.member, wallet: input.wallet, amount: signed, by: by.id, reason: input.reason, at: now }));
  if (outcome.ok) {
    tellLive([input.member]);
    refresh();
  }
  return outcome;
});

/** A second operator's yes or no to an adjustment. */
export const decideAction = operatorAction("ledger", z.object({ request: id("trail"), answer: z.enum(["approve", "decline"]) }), async ({ by, input, now }) => {
  const outcome = await transact(db(), (tx) => decideAdjustment(tx, { request: input.request, approve: input.answer === "approve", by: by.id, at: now }));
  if (outcome.ok) refresh();
  return outcome;
});
