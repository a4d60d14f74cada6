import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { payoutDestinations } from "@/db/schema/earnings";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, aPlacedOrder, aVariant } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import { audit } from "@/lib/audit/commands";
import { type MemberId, newId, type OrderId, type PayoutId, uuidOf, type VariantId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { findWallets } from "@/lib/ledger/queries";
import { eraseMember } from "@/lib/membership/commands";
import { settle } from "@/lib/order/commands";
import { acceptRefund } from "@/lib/refund/commands";
import { compareWithLedger, catchUp } from "../commands";
import { listMonths } from "../queries";
import { decidePayout, endPayout, makeBankFile, markTransferred, requestPayout, saveAccount, saveStripeAccount, writePayoutSettings } from "./commands";
import { findBankFile, findPayable, findPayout, listPayoutRows, readPayoutSettings } from "./queries";
import type { PayoutMethod } from "./types";

let test: TestDatabase;
let variant: VariantId;
let operator: MemberId;
const NOW = new Date("2026-11-26T10:00:00Z");
const IBAN = "FR7630006000011234567890189";
const bookOf = (owner: MemberId) => ({ owner, currency: "EUR", timeZone: "Europe/Paris" }) as const;
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

const set = (method: PayoutMethod) => transact(test.db, (tx) => writePayoutSettings(tx, { method, minimumMinor: 2_000n, afterDays: 30, from: { name: "Garidelle", iban: "DE89370400440532013000", bic: "" } }, { by: operator, at: NOW }));

beforeAll(async () => {
  test = await freshDatabase();
  [operator, variant] = [await aMember(test.db), await aVariant(test.db)];
});
afterAll(() => test.close());

async function sale(owner: MemberId, paidAt: Date): Promise<OrderId> {
  const order = await aPlacedOrder(test.db, { buyer: await aMember(test.db), variant, stage: "direct", sponsor: owner, distributors: [owner] });
  await settle(test.hot, [{ order, payment: `pi_${order}`, amount: money(10_000n, "EUR"), paidAt }]);
  return order;
}

/** A distributor who earned 30.00 sixty days ago and 30.00 yesterday, and has said where to be paid. */
async function earner(): Promise<{ readonly owner: MemberId; readonly old: OrderId }> {
  const owner = await aMember(test.db, { role: "distributor" });
  const old = await sale(owner, daysAgo(60));
  await sale(owner, daysAgo(1));
  await transact(test.db, (tx) => saveAccount(tx, owner, { iban: IBAN, holder: "Léa Fontaine", at: NOW }));
  return { owner, old };
}
const ask = (owner: MemberId, amountMinor = 3_000n, id: PayoutId = newId("payout")) => transact(test.db, (tx) => requestPayout(tx, { id, book: bookOf(owner), amountMinor, at: NOW }));
const decide = (payout: PayoutId, approve = true) => transact(test.db, (tx) => decidePayout(tx, { payout, by: operator, approve, reason: "vu", at: NOW }));
const end = (payout: PayoutId, result: "paid" | "failed") => transact(test.db, (tx) => endPayout(tx, { payout, by: operator, result, reason: "", at: NOW }));
const available = async (owner: MemberId) => (await findWallets(test.db, owner, "EUR")).earnings.available.minor;
const statusOf = async (id: PayoutId) => (await findPayout(test.db, id))?.status;
const kinds = async (owner: MemberId) => (await test.db.execute<{ kind: string }>(sql`select kind from ledger_transactions where scope = ${uuidOf(owner)}::uuid order by posted_at`)).map(({ kind }) => kind);

/** How the endings of their pay-outs were written to a distributor. */
const told = async (owner: MemberId) => (await test.db.execute<{ ending: string }>(sql`select payload ->> 'ending' as ending from outbox where topic = 'mail.payout_ended' and key = ${`mail:${owner}`} order by id`)).map(({ ending }) => ending);

it("is off until the company turns it on", async () => {
  const { owner } = await earner();
  expect((await readPayoutSettings(test.db)).method).toBe("off");
  expect(await ask(owner)).toEqual({ ok: false, reason: "off" });
  await set("sepa");
  expect(await ask(owner)).toEqual({ ok: true });
});

it("pays out earnings past the withdrawal period, from an amount on, and never a customer's credit", async () => {
  const { owner } = await earner();
  expect(await ask(owner, 3_001n)).toEqual({ ok: false, reason: "too_much" });
  expect(await ask(owner, 1_999n)).toEqual({ ok: false, reason: "below_minimum" });
  expect(await ask(owner)).toEqual({ ok: true });
  expect([await available(owner), await kinds(owner)]).toEqual([3_000n, ["payout"]]);
  expect(await ask(owner, 2_000n)).toEqual({ ok: false, reason: "too_much" });
  const nowhere = await aMember(test.db, { role: "distributor" });
  expect(await ask(nowhere)).toEqual({ ok: false, reason: "no_destination" });
  const customer = await aMember(test.db);
  const order = await aPlacedOrder(test.db, { buyer: customer, variant, stage: "organic" });
  await settle(test.hot, [{ order, payment: `pi_${order}`, amount: money(10_000n, "EUR"), paidAt: daysAgo(90) }]);
  expect(await ask(customer, 1_000n)).toEqual({ ok: false, reason: "not_a_distributor" });
  await test.db.execute(sql`update members set role = 'distributor' where id = ${uuidOf(customer)}::uuid`);
  await transact(test.db, (tx) => saveAccount(tx, customer, { iban: IBAN, holder: "X Y", at: NOW }));
  expect(await ask(customer, 2_000n)).toEqual({ ok: false, reason: "too_much" });
});

it("keeps back what a dispute, a refund or a withdrawal is open for, however old the order", async () => {
  const payable = async (owner: MemberId) => {
    await catchUp(test.db, bookOf(owner));
    return (await findPayable(test.db, bookOf(owner), { afterDays: 30, now: NOW })).payable.minor;
  };
  const disputed = await earner();
  expect(await payable(disputed.owner)).toBe(3_000n);
  await test.db.execute(sql`insert into disputes (id, order_id, status, amount_minor, currency, opened_at) values (${`dp_${disputed.old}`}, ${uuidOf(disputed.old)}::uuid, 'open', 10000, 'EUR', now())`);
  expect([await payable(disputed.owner), await ask(disputed.owner)]).toEqual([0n, { ok: false, reason: "too_much" }]);
  await test.db.execute(sql`update disputes set status = 'won' where order_id = ${uuidOf(disputed.old)}::uuid`);
  expect(await payable(disputed.owner)).toBe(3_000n);

  const refunded = await earner();
  await transact(test.db, (tx) => acceptRefund(tx, { order: refunded.old, request: { kind: "amount", amountMinor: 2_000n }, by: null, at: NOW }));
  expect(await payable(refunded.owner)).toBe(0n);
  await test.db.execute(sql`update refunds set status = 'done' where order_id = ${uuidOf(refunded.old)}::uuid`);
  expect(await payable(refunded.owner)).toBe(2_400n);

  const withdrawn = await earner();
  await test.db.execute(sql`insert into withdrawals (id, order_id, locale, declared_at, whole, shipping_minor, refund_by) values (uuid_v7(), ${uuidOf(withdrawn.old)}::uuid, 'fr', now(), true, 0, now())`);
  expect(await payable(withdrawn.owner)).toBe(0n);
});

it("is asked for once, however often the form is sent, and never twice for the same money", async () => {
  const { owner } = await earner();
  const id = newId("payout");
  expect(new Set((await Promise.all(Array.from({ length: 5 }, () => ask(owner, 3_000n, id)))).map(({ ok }) => ok))).toEqual(new Set([true]));
  expect(await available(owner)).toBe(3_000n);
  const other = await earner();
  const answers = await Promise.all(Array.from({ length: 6 }, () => ask(other.owner)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await available(other.owner)).toBe(3_000n);
});

it("is approved or refused once; refused it is given back; each is written down", async () => {
  const [first, second] = [await earner(), await earner()];
  const [id, refused] = [newId("payout"), newId("payout")];
  await ask(first.owner, 3_000n, id);
  await ask(second.owner, 3_000n, refused);
  expect(await Promise.all([decide(id), decide(id), decide(id)])).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
  expect(await decide(id, false)).toEqual({ ok: false, reason: "decided" });
  expect([await decide(refused, false), await decide(refused, false), await decide(refused)]).toEqual([{ ok: true }, { ok: true }, { ok: false, reason: "decided" }]);
  expect([await available(second.owner), await kinds(second.owner)]).toEqual([6_000n, ["payout", "payout_return"]]);
  const deeds = await test.db.execute<{ action: string; n: number }>(sql`select action, count(*)::int as n from trail where subject in (${id}, ${refused}) group by action order by action`);
  expect(deeds.map(({ action, n }) => [action, n])).toEqual([["payout.approved", 1], ["payout.refused", 1]]);
  expect([await told(first.owner), await told(second.owner)]).toEqual([[], ["refused"]]);
});

it("goes into one bank file, handed out byte for byte until its payments have ended, and comes back when it fails", async () => {
  await test.db.execute(sql`update payouts set status = 'failed' where status = 'approved'`);
  const [first, second] = [await earner(), await earner()];
  const ids = [newId("payout"), newId("payout")] as const;
  await ask(first.owner, 3_000n, ids[0]);
  await ask(second.owner, 2_500n, ids[1]);
  for (const id of ids) await decide(id);
  const files = await Promise.all([0, 1].map(() => transact(test.db, (tx) => makeBankFile(tx, { by: operator, at: NOW }))));
  const made = files.flatMap((file) => (file.ok ? [file.file] : []));
  expect([made.length, files.some((file) => !file.ok && file.reason === "nothing_approved")]).toEqual([1, true]);
  const xml = await findBankFile(test.db, made[0] ?? "");
  expect(xml).toContain("<NbOfTxs>2</NbOfTxs><CtrlSum>55.00</CtrlSum>");
  expect(xml).toContain(`<IBAN>${IBAN}</IBAN>`);
  expect(xml).toContain("<Nm>Lea Fontaine</Nm>");
  expect([await end(ids[0], "paid"), await end(ids[0], "paid")]).toEqual([{ ok: true }, { ok: true }]);
  expect(await findBankFile(test.db, made[0] ?? "")).toBe(xml);
  expect([await end(ids[1], "failed"), await end(ids[1], "failed"), await end(ids[1], "paid")]).toEqual([{ ok: true }, { ok: true }, { ok: false, reason: "decided" }]);
  expect([await available(first.owner), await available(second.owner)]).toEqual([3_000n, 6_000n]);
  expect([await told(first.owner), await told(second.owner)]).toEqual([["paid"], ["failed"]]);
  expect(await findBankFile(test.db, made[0] ?? "")).toBeNull();
  const listed = await listPayoutRows(test.db, { statuses: ["paid", "failed"], after: null, limit: 10 });
  expect(ids.map((id) => listed.find((row) => row.id === id)).map((row) => [row?.status, row?.iban])).toEqual([["paid", IBAN], ["failed", IBAN]]);
});

it("by the provider: asked of it in the approval's transaction, not to be ended by hand while it may be sent, sent once, given back when it is reversed", async () => {
  await set("stripe");
  const { owner } = await earner();
  expect(await ask(owner)).toEqual({ ok: false, reason: "no_destination" });
  await transact(test.db, (tx) => saveStripeAccount(tx, owner, { id: "acct_1", at: NOW }));
  const id = newId("payout");
  await ask(owner, 3_000n, id);
  await decide(id);
  expect(await test.db.execute(sql`select payload from outbox where topic = 'payout.transfer' and key = ${`payout:${id}`}`)).toEqual([{ payload: { payout: id } }]);
  expect([await end(id, "failed"), await available(owner)]).toEqual([{ ok: false, reason: "decided" }, 3_000n]);
  const sent = () => transact(test.db, (tx) => markTransferred(tx, id, { reference: "tr_1", at: NOW }));
  expect([await sent(), await sent(), await statusOf(id)]).toEqual([{ ok: true }, { ok: true }, "paid"]);
  expect([await end(id, "failed"), await statusOf(id), await available(owner)]).toEqual([{ ok: true }, "failed", 6_000n]);
  await set("sepa");
});

it("stands in the statement and in the ledger to the cent, and the audit finds nothing", async () => {
  const { owner } = await earner();
  const id = newId("payout");
  await ask(owner, 3_000n, id);
  await catchUp(test.db, bookOf(owner));
  expect(await compareWithLedger(test.db, bookOf(owner))).toEqual([]);
  expect((await listMonths(test.db, bookOf(owner))).at(-1)).toMatchObject({ paidOut: { minor: 3_000n }, closing: { minor: 3_000n } });
  await decide(id, false);
  await catchUp(test.db, bookOf(owner));
  expect((await listMonths(test.db, bookOf(owner))).at(-1)).toMatchObject({ paidOut: { minor: 0n }, closing: { minor: 6_000n } });
  expect(await compareWithLedger(test.db, bookOf(owner))).toEqual([]);
  expect((await audit(test.db)).shown.filter((one) => /payout|account/.test(JSON.stringify(one)))).toEqual([]);
});

it("forgets where somebody was paid when they are erased, in the files too; not while a payment is on its way", async () => {
  const [{ owner }, other] = [await earner(), await earner()];
  const id = newId("payout");
  await ask(owner, 3_000n, id);
  const others = newId("payout");
  await ask(other.owner, 3_000n, others);
  for (const one of [id, others]) await decide(one);
  const made = await transact(test.db, (tx) => makeBankFile(tx, { by: operator, at: NOW }));
  const erase = () => transact(test.db, (tx) => eraseMember(tx, { id: newId("trail"), member: owner, by: operator, reason: "", at: NOW }));
  expect(await erase()).toEqual({ ok: false, reason: "payout_under_way" });
  await end(id, "paid");
  expect(made.ok && (await findBankFile(test.db, made.file))).toContain(IBAN);
  expect(await erase()).toMatchObject({ ok: true });
  expect(await test.db.select().from(payoutDestinations).where(sql`member_id = ${uuidOf(owner)}::uuid`)).toEqual([]);
  expect(made.ok && (await findBankFile(test.db, made.file))).toBeNull();
  // What comes back from the bank later is still posted.
  expect(await end(id, "failed")).toEqual({ ok: true });
});
