import "server-only";
import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { adjustmentRequests } from "@/db/schema/adjustments";
import { members } from "@/db/schema/members";
import { trailNotes } from "@/db/schema/operations";
import { settings } from "@/db/schema/plan";
import { newId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { record } from "@/lib/trail/commands";
import { isDone } from "@/lib/trail/queries";
import { adjust } from "../commands";
import { listLiving } from "../queries";
import { readAdjustedAlone, readAdjustmentSettings } from "./queries";
import { needsSecondPerson } from "./rules";
import type { AdjustmentSettings, AdjustmentWish, Decision, DecisionOutcome, WishOutcome } from "./types";

const DAY_MS = 86_400_000;

/** Writes what one operator may move alone; it holds from the next wish on. */
export async function writeAdjustmentSettings(tx: Tx, { aloneUpToMinor }: AdjustmentSettings, at: Date): Promise<void> {
  const row = { value: { aloneUpToMinor: aloneUpToMinor.toString() }, updatedAt: at };
  await tx.insert(settings).values({ key: "adjustments", ...row }).onConflictDoUpdate({ target: settings.key, set: row });
}

/**
 * Gives a member credit or takes some, at once where one operator is enough; else keeps the wish until a second one has
 * answered. The same id again changes nothing.
 */
export async function wishAdjustment(tx: Tx, wish: AdjustmentWish): Promise<WishOutcome> {
  const { id, member, wallet, amount, by, reason, at } = wish;
  if (amount.minor === 0n) return { ok: false, reason: "not_an_amount" };
  // One wish about a member after the other: together they count against what one person may do alone.
  await tx.select({ id: members.id }).from(members).where(eq(members.id, member)).for("no key update");
  const [kept] = await tx.select({ id: adjustmentRequests.id }).from(adjustmentRequests).where(eq(adjustmentRequests.id, id));
  if (kept || (await isDone(tx, id))) return { ok: true, waits: kept !== undefined };
  const [living] = await listLiving(tx, [member]);
  if (!living) return { ok: false, reason: "unknown_member" };
  const alone = await readAdjustedAlone(tx, { member, by, since: new Date(at.getTime() - DAY_MS) });
  if (!needsSecondPerson(wish, alone, await readAdjustmentSettings(tx))) {
    const outcome = await adjust(tx, { ...wish, approvedBy: null });
    return outcome.ok ? { ok: true, waits: false } : outcome;
  }
  await tx.insert(adjustmentRequests).values({ id, memberId: member, wallet, amountMinor: amount.minor, currency: amount.currency, requestedBy: by, requestedAt: at });
  await record(tx, { id, actor: by, action: "member.adjustment_requested", subject: member, after: { wallet, amountMinor: String(amount.minor), currency: amount.currency }, reason, at });
  return { ok: true, waits: true };
}

/** A second operator approves an adjustment, which posts it, or declines it. Nobody answers their own wish, or one about their own wallet. */
export async function decideAdjustment(tx: Tx, { request, approve, by, at }: Decision): Promise<DecisionOutcome> {
  const [row] = await tx.select().from(adjustmentRequests).where(eq(adjustmentRequests.id, request)).for("update");
  if (!row) return { ok: false, reason: "unknown_request" };
  if (row.approved !== null) return row.decidedBy === by && row.approved === approve ? { ok: true, approved: approve } : { ok: false, reason: "decided_before" };
  // Whoever asked may take their wish back; only giving it takes somebody else.
  if (approve && row.requestedBy === by) return { ok: false, reason: "own_request" };
  if (approve && row.memberId === by) return { ok: false, reason: "own_wallet" };
  if (approve) {
    const [note] = await tx.select({ text: trailNotes.text }).from(trailNotes).where(eq(trailNotes.trailId, request));
    const posted = await adjust(tx, {
      id: newId("trail", at.getTime()), member: row.memberId, wallet: row.wallet, amount: money(row.amountMinor, row.currency),
      by: row.requestedBy, approvedBy: by, reason: note?.text ?? "", at,
    });
    if (!posted.ok) return posted;
  }
  await tx.update(adjustmentRequests).set({ approved: approve, decidedBy: by, decidedAt: at }).where(eq(adjustmentRequests.id, request));
  await record(tx, { actor: by, action: approve ? "member.adjustment_approved" : "member.adjustment_declined", subject: row.memberId, after: { request }, at });
  return { ok: true, approved: approve };
}
