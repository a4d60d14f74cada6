import "server-only";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { payoutDestinations, payoutFiles, payouts } from "@/db/schema/earnings";
import { ledgerAccounts } from "@/db/schema/ledger";
import { members } from "@/db/schema/members";
import { outbox } from "@/db/schema/operations";
import { settings } from "@/db/schema/plan";
import { writePain001 } from "@/lib/gateway/sepa/pain001";
import { type MemberId, newId, type PayoutId, uuidOf } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { toDecimal } from "@/lib/kernel/money";
import { post } from "@/lib/ledger/commands";
import { enqueueMail } from "@/lib/notify/commands";
import { record } from "@/lib/trail/commands";
import { projectStep } from "../commands";
import type { Book } from "../types";
import { findDestination, findPayable, readPayoutSettings } from "./queries";
import type { DecisionOutcome, FileOutcome, PayoutSettings, RequestOutcome } from "./types";

/** Payments in one bank file. */
const FILE_MAX = 1_000;
/** Steps that bring the read models up to the ledger while a request holds the account. */
const STEPS_MAX = 1_000;

type Request = { readonly id: PayoutId; readonly book: Book; readonly amountMinor: bigint; readonly at: Date };
type Row = typeof payouts.$inferSelect;

/**
 * Asks for a pay-out and takes the amount out of the wallet at once (`payout:<id>`), so that it can't be spent meanwhile. The id is made by
 * the page: sent twice, it is asked for once. Holds the account while it looks at what may be paid. DESIGN §4
 */
export async function requestPayout(tx: Tx, { id, book, amountMinor, at }: Request): Promise<RequestOutcome> {
  const { owner, currency } = book;
  const { method, minimumMinor, afterDays } = await readPayoutSettings(tx);
  if (method === "off") return { ok: false, reason: "off" };
  const [member] = await tx.select({ role: members.role, status: members.status }).from(members).where(eq(members.id, owner));
  if (member?.role !== "distributor" || member.status !== "active") return { ok: false, reason: "not_a_distributor" };
  await tx.select({ owner: ledgerAccounts.ownerId }).from(ledgerAccounts)
    .where(and(eq(ledgerAccounts.ownerId, owner), eq(ledgerAccounts.currency, currency))).orderBy(ledgerAccounts.ownerId, ledgerAccounts.account).for("no key update");
  const [known] = await tx.select({ member: payouts.memberId }).from(payouts).where(eq(payouts.id, id));
  if (known) return known.member === owner ? { ok: true } : { ok: false, reason: "not_an_amount" };

  const { iban, holder, stripeAccount } = await findDestination(tx, owner);
  if (method === "sepa" ? iban === null || holder === null : stripeAccount === null) return { ok: false, reason: "no_destination" };
  if (amountMinor < minimumMinor) return { ok: false, reason: "below_minimum" };
  for (let step = 0; step < STEPS_MAX && (await projectStep(tx, book)) > 0; step += 1);
  const { payable } = await findPayable(tx, book, { afterDays, now: at });
  if (amountMinor > payable.minor) return { ok: false, reason: "too_much" };

  await tx.insert(payouts).values({ id, memberId: owner, currency, amountMinor, method, status: "requested", requestedAt: at });
  const posted = await post(tx, [{
    key: `payout:${id}`, kind: "payout", scope: owner, currency, occurredAt: at, covered: true,
    entries: [{ account: "earnings_available", owner, amountMinor: -amountMinor }, { account: "payouts", amountMinor }],
  }]);
  return posted.ok ? { ok: true } : { ok: false, reason: "too_much" };
}

type Decision = { readonly payout: PayoutId; readonly by: MemberId; readonly approve: boolean; readonly reason: string; readonly at: Date };

/** An operator approves a request, or refuses it and gives the money back. The same decision again changes nothing. */
export async function decidePayout(tx: Tx, { payout: id, by, approve, reason, at }: Decision): Promise<DecisionOutcome> {
  const row = await lockPayout(tx, id);
  if (!row) return { ok: false, reason: "unknown_payout" };
  if (row.status !== "requested") return (approve ? row.status !== "refused" : row.status === "refused") ? { ok: true } : { ok: false, reason: "decided" };
  const status = approve ? "approved" : "refused";
  await tx.update(payouts).set({ status, decidedBy: by, decidedAt: at, ...(approve ? {} : { endedAt: at, failure: "refused" }) }).where(eq(payouts.id, id));
  if (!approve) {
    await giveBack(tx, row, at);
    await tell(tx, row, { ending: "refused", at });
  } else if (row.method === "stripe") await tx.insert(outbox).values({ id: newId("message", at.getTime()), topic: "payout.transfer", key: `payout:${id}`, payload: { payout: id }, createdAt: at });
  await record(tx, { actor: by, action: approve ? "payout.approved" : "payout.refused", subject: id, before: { status: "requested" }, after: { status, amountMinor: String(row.amountMinor), currency: row.currency }, reason, at });
  return { ok: true };
}

/** Puts everything that is approved and goes by bank into one file, in the order of the requests, at most a thousand payments. A second click finds nothing more. */
export async function makeBankFile(tx: Tx, { by, at }: { readonly by: MemberId; readonly at: Date }): Promise<FileOutcome> {
  const { from } = await readPayoutSettings(tx);
  if (from.iban === "" || from.name === "") return { ok: false, reason: "no_account" };
  const rows = await tx.select({ payout: payouts, iban: payoutDestinations.iban, holder: payoutDestinations.holder }).from(payouts)
    .innerJoin(payoutDestinations, eq(payoutDestinations.memberId, payouts.memberId))
    .where(and(eq(payouts.status, "approved"), eq(payouts.method, "sepa"), sql`${payoutDestinations.iban} is not null`)).orderBy(asc(payouts.id)).limit(FILE_MAX).for("no key update", { of: payouts });
  if (rows.length === 0) return { ok: false, reason: "nothing_approved" };
  const file = uuidOf(newId("message", at.getTime())).replaceAll("-", "");
  const payments = rows.map(({ payout, iban, holder }) => ({ id: uuidOf(payout.id).replaceAll("-", ""), amount: toDecimal({ minor: payout.amountMinor, currency: payout.currency }), minor: payout.amountMinor, currency: payout.currency, iban: iban ?? "", name: holder ?? "" }));
  const [first] = payments;
  invariant(first !== undefined && payments.every(({ currency }) => currency === first.currency), "an installation pays out in one currency");
  const total = toDecimal({ minor: payments.reduce((sum, { minor }) => sum + minor, 0n), currency: first.currency });
  const xml = writePain001({ id: file, at, from, payments, total });
  const ids = rows.map(({ payout }) => payout.id);
  await tx.insert(payoutFiles).values({ id: file, xml, payouts: ids, createdAt: at });
  await tx.update(payouts).set({ status: "sent", reference: file }).where(inArray(payouts.id, ids));
  await record(tx, { actor: by, action: "payout.file", subject: file, after: { payouts: ids, total }, at });
  return { ok: true, file };
}

type Ending = { readonly payout: PayoutId; readonly by: MemberId | "job"; readonly result: "paid" | "failed"; readonly reason: string; readonly at: Date };

/**
 * A pay-out arrived, or came back: then its amount returns to the wallet (`payout_return:<id>`). The same ending again changes nothing; one
 * that was paid can still come back. What the provider may be sending at this moment is ended by its answer alone.
 */
export async function endPayout(tx: Tx, { payout: id, by, result, reason, at }: Ending): Promise<DecisionOutcome> {
  const row = await lockPayout(tx, id);
  if (!row) return { ok: false, reason: "unknown_payout" };
  if (row.status === result) return { ok: true };
  const open = row.status === "sent" || (row.status === "approved" && (row.method === "sepa" || by === "job")) || (row.status === "paid" && result === "failed");
  if (!open || (result === "paid" && row.status !== "sent")) return { ok: false, reason: "decided" };
  await tx.update(payouts).set({ status: result, endedAt: at, failure: result === "failed" ? "returned" : null }).where(eq(payouts.id, id));
  if (result === "failed") await giveBack(tx, row, at);
  await tell(tx, row, { ending: result, at });
  if (row.method === "sepa" && row.reference !== null) await emptyWhenOver(tx, row.reference);
  await record(tx, { actor: by, action: `payout.${result}`, subject: id, before: { status: row.status }, after: { status: result }, reason, at });
  return { ok: true };
}

/** The provider took a transfer: it is on its way under this reference. */
export async function markTransferred(tx: Tx, id: PayoutId, sent: { readonly reference: string; readonly at: Date }): Promise<DecisionOutcome> {
  const row = await lockPayout(tx, id);
  if (!row) return { ok: false, reason: "unknown_payout" };
  if (row.status !== "approved") return row.reference === sent.reference ? { ok: true } : { ok: false, reason: "decided" };
  await tx.update(payouts).set({ status: "paid", reference: sent.reference, endedAt: sent.at }).where(eq(payouts.id, id));
  await tell(tx, row, { ending: "paid", at: sent.at });
  await record(tx, { actor: "job", action: "payout.paid", subject: id, before: { status: "approved" }, after: { status: "paid", reference: sent.reference }, at: sent.at });
  return { ok: true };
}

/** Has the distributor written to. Every ending is written once, because it is reached once. */
function tell(tx: Tx, { id, memberId }: Row, { ending, at }: { readonly ending: "paid" | "refused" | "failed"; readonly at: Date }): Promise<void> {
  return enqueueMail(tx, { topic: "mail.payout_ended", payload: { payout: id, ending }, key: `mail:${memberId}`, at });
}

/** Where a distributor is paid by bank. Checked by `IbanInput` and `HolderInput` before. */
export async function saveAccount(tx: Tx, member: MemberId, account: { readonly iban: string; readonly holder: string; readonly at: Date }): Promise<{ readonly ok: true }> {
  const row = { iban: account.iban, holder: account.holder, updatedAt: account.at };
  await tx.insert(payoutDestinations).values({ memberId: member, ...row }).onConflictDoUpdate({ target: payoutDestinations.memberId, set: row });
  return { ok: true };
}

/** A distributor's account at the provider. */
export async function saveStripeAccount(tx: Tx, member: MemberId, account: { readonly id: string; readonly at: Date }): Promise<{ readonly ok: true }> {
  const row = { stripeAccount: account.id, updatedAt: account.at };
  await tx.insert(payoutDestinations).values({ memberId: member, ...row }).onConflictDoUpdate({ target: payoutDestinations.memberId, set: row });
  return { ok: true };
}

/** How the company pays out, from now on; written down, without the account's number. */
export async function writePayoutSettings(tx: Tx, value: PayoutSettings, { by, at }: { readonly by: MemberId; readonly at: Date }): Promise<{ readonly ok: true }> {
  const before = await readPayoutSettings(tx);
  const stored = { ...value, minimumMinor: String(value.minimumMinor) };
  await tx.insert(settings).values({ key: "payouts", value: stored, updatedAt: at }).onConflictDoUpdate({ target: settings.key, set: { value: stored, updatedAt: at } });
  const told = ({ method, minimumMinor, afterDays }: PayoutSettings) => ({ method, minimumMinor: String(minimumMinor), afterDays });
  await record(tx, { actor: by, action: "settings.payouts", subject: "payouts", before: told(before), after: told(value), at });
  return { ok: true };
}

async function lockPayout(tx: Tx, id: PayoutId): Promise<Row | null> {
  const [row] = await tx.select().from(payouts).where(eq(payouts.id, id)).for("no key update");
  return row ?? null;
}

async function giveBack(tx: Tx, { id, memberId, currency, amountMinor }: Row, at: Date): Promise<void> {
  const posted = await post(tx, [{
    key: `payout_return:${id}`, kind: "payout_return", scope: memberId, currency, occurredAt: at,
    entries: [{ account: "earnings_available", owner: memberId, amountMinor }, { account: "payouts", amountMinor: -amountMinor }],
  }]);
  invariant(posted.ok, "what was paid out can be given back");
}

/** A file whose payments have all ended is of no more use and names people: it is emptied. */
async function emptyWhenOver(tx: Tx, file: string): Promise<void> {
  const [open] = await tx.select({ id: payouts.id }).from(payouts).where(and(eq(payouts.reference, file), eq(payouts.status, "sent"))).limit(1);
  if (!open) await tx.update(payoutFiles).set({ xml: "" }).where(eq(payoutFiles.id, file));
}
