import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { members } from "@/db/schema/members";
import { applications } from "@/db/schema/notices";
import { settings } from "@/db/schema/plan";
import { type MemberId, newId, uuidOf } from "@/lib/kernel/id";
import { ring } from "@/lib/notify/bell/commands";
import { enqueueMail } from "@/lib/notify/commands";
import { record } from "@/lib/trail/commands";
import { findApplication, isOpenToApplications, SETTING } from "./queries";
import type { ApplyOutcome, Decision, DecideOutcome } from "./types";

/** Opens or closes the door to applications. Written in the trail. */
export async function setOpenToApplications(tx: Tx, open: boolean, change: { readonly by: MemberId; readonly at: Date }): Promise<void> {
  const before = await isOpenToApplications(tx);
  if (before === open) return;
  const row = { value: open, updatedAt: change.at };
  await tx.insert(settings).values({ key: SETTING, ...row }).onConflictDoUpdate({ target: settings.key, set: row });
  await record(tx, { actor: change.by, action: "settings.applications", subject: SETTING, before: { open: before }, after: { open }, at: change.at });
}

/** A customer asks to become a distributor. One application of a member waits at a time, however often it is sent. */
export async function apply(tx: Tx, member: MemberId, wish: { readonly motive: string; readonly at: Date }): Promise<ApplyOutcome> {
  const [found] = await tx.select({ role: members.role, status: members.status }).from(members).where(eq(members.id, member)).for("no key update");
  if (found?.role !== "customer" || found.status !== "active") return { ok: false, reason: "no_customer" };
  if (!(await isOpenToApplications(tx))) return { ok: false, reason: "closed" };
  if ((await findApplication(tx, member))?.status === "open") return { ok: false, reason: "waits" };
  await tx.insert(applications).values({ id: newId("application", wish.at.getTime()), memberId: member, motive: wish.motive, createdAt: wish.at });
  return { ok: true };
}

/**
 * Approves or refuses an application, once. Approved, the customer is a distributor from now on: wallets, parent and downline stay, orders
 * placed before keep their stage, and the commission system is told. Written in the trail. DESIGN §3
 */
export async function decide(tx: Tx, { application, approve, reason, by, at }: Decision): Promise<DecideOutcome> {
  const decided = { status: approve ? "approved" as const : "refused" as const, decidedAt: at, decidedBy: by };
  const [row] = await tx.update(applications).set(decided).where(and(eq(applications.id, application), eq(applications.status, "open"))).returning({ member: applications.memberId });
  if (!row) return { ok: false, reason: "decided_before" };
  const { member } = row;
  if (approve) {
    const [changed] = await tx.update(members).set({ role: "distributor" }).where(and(eq(members.id, member), eq(members.role, "customer"), eq(members.status, "active"))).returning({ id: members.id });
    if (!changed) return { ok: false, reason: "no_customer" };
    await tx.execute(sql`insert into outbox (id, topic, key, payload, created_at)
      values (uuid_v7(), 'member.changed', ${uuidOf(member)}::uuid::text, jsonb_build_object('member', ${uuidOf(member)}::uuid), ${at.toISOString()}::timestamptz)`);
  }
  await ring(tx, { id: newId("notice", at.getTime()), member, kind: approve ? "application_approved" : "application_refused", at });
  await enqueueMail(tx, { topic: "mail.application_answered", payload: { member, answer: decided.status }, key: `mail:${member}`, at });
  await record(tx, { actor: by, action: approve ? "application.approved" : "application.refused", subject: member, before: { application }, after: decided.status === "approved" ? { role: "distributor" } : null, reason, at });
  return { ok: true, member };
}
