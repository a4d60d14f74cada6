import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { outbox } from "@/db/schema/operations";
import { planVersions } from "@/db/schema/plan";
import { asUuid, forward as forwardTo, pay as payAt } from "@/db/testing/book";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, aPlacedOrder, aVariant, NOON, type TestSale } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import { recordDispute } from "@/lib/dispute/commands";
import { type Id, type IdKind, type MemberId, newId, type OrderId, type RefundId, type VariantId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { post } from "@/lib/ledger/commands";
import { end } from "@/lib/order/commands";
import { DEFAULT_PLAN, definitionOf } from "@/lib/plan/rules";
import type { VolumePolicy } from "@/lib/plan/types";
import { acceptRefund, cancelRefund, returnPayment } from "@/lib/refund/commands";
import { audit } from "./commands";
import { KINDS } from "./rules";
import type { DifferenceCode } from "./types";

let test: TestDatabase;
let variant: VariantId;
let top: MemberId;
let near: MemberId;
let sharer: MemberId;
let buyer: MemberId;

beforeAll(async () => {
  test = await freshDatabase();
  await test.db.insert(planVersions).values({ version: 1, startsAt: NOON, definition: definitionOf(DEFAULT_PLAN), createdAt: NOON });
  variant = await aVariant(test.db);
  top = await aMember(test.db, { role: "distributor" });
  near = await aMember(test.db, { role: "distributor", parent: top });
  sharer = await aMember(test.db, { parent: near });
  buyer = await aMember(test.db, { parent: sharer });
});
afterAll(() => test.close());

const viral = (more: Partial<TestSale> = {}): Promise<OrderId> =>
  aPlacedOrder(test.db, { buyer, variant, stage: "viral", sponsor: sharer, sharer, distributors: [near, top], ...more });

const pay = (order: OrderId, goodsMinor?: bigint, creditMinor?: bigint) => payAt(test, order, { goodsMinor, creditMinor });
const forward = (order: OrderId, policy?: VolumePolicy) => forwardTo(test.db, order, policy);

async function gift(member: MemberId, account: "credit_available" | "earnings_available" = "credit_available") {
  await transact(test.db, (tx) =>
    post(tx, [{ key: `gift:${newId("trail")}`, kind: "adjustment", scope: member, currency: "EUR", occurredAt: NOON,
      entries: [{ account, owner: member, amountMinor: 50_000n }, { account: "adjustments", amountMinor: -50_000n }] }]));
}

/** Does to the database what only its owner can, past every trigger. */
async function tamper(work: (run: (text: string) => Promise<unknown>) => Promise<unknown>) {
  await test.db.$client.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await work((text) => tx.unsafe(text));
  });
}

const q = (id: Id<IdKind>) => `'${asUuid(id)}'`;

async function healthy() {
  expect((await audit(test.db)).shown).toEqual([]);
}

/** Plants a fault, looks that exactly these are found, and takes it away again. */
async function plant(fault: { readonly at: string; readonly heal: string; readonly finds: readonly DifferenceCode[]; readonly of?: string }) {
  await healthy();
  await tamper((run) => run(fault.at));
  const report = await audit(test.db);
  await tamper((run) => run(fault.heal));
  expect(report.ok).toBe(false);
  expect(report.shown.map(({ code }) => code).sort()).toEqual([...fault.finds].sort());
  expect(report.differences).toBe(fault.finds.length);
  if (fault.of !== undefined) for (const { subject } of report.shown) expect(subject).toContain(fault.of);
  await healthy();
}

/** The transaction of a key with its fingerprint made anew, as a careful thief would. */
const resealed = (key: string) => `update ledger_transactions t set fingerprint = (
  select sha256(convert_to(t.kind || '|' || t.currency || '|' || string_agg(position || ':' || owner_id || ':' || account || ':' || amount_minor, ',' order by position), 'utf8'))
  from ledger_entries e where e.scope = t.scope and e.transaction_id = t.id) where key = '${key}'`;

describe("a healthy book", () => {
  it("has no difference: all stages, credit, mixed wallets, expired, cancelled and revived orders, dropped people, mergers", async () => {
    await gift(buyer);
    await gift(buyer, "earnings_available");
    await pay(await viral());
    await pay(await aPlacedOrder(test.db, { buyer: await aMember(test.db), variant, stage: "direct", sponsor: near, distributors: [near, top] }));
    await pay(await aPlacedOrder(test.db, { buyer: await aMember(test.db), variant }));
    await pay(await aPlacedOrder(test.db, { buyer: near, variant, stage: "self", distributors: [near, top] }));
    await pay(await viral({ creditMinor: 1_000n, creditEarningsMinor: 400n }), 10_000n, 1_000n);
    await pay(await viral({ creditMinor: 10_000n, goodsMinor: 10_000n }), 10_000n, 10_000n);
    await viral({ creditMinor: 2_000n });
    for (const ending of ["expired", "cancelled"] as const) {
      const order = await viral({ creditMinor: 3_000n, creditEarningsMinor: 3_000n });
      await transact(test.db, (tx) => end(tx, order, { ending, at: NOON }));
    }
    const late = await viral({ creditMinor: 1_000n });
    await transact(test.db, (tx) => end(tx, late, { ending: "expired", at: NOON }));
    await pay(late, 10_000n, 1_000n);

    const closed = await aMember(test.db, { status: "closed" });
    const suspended = await aMember(test.db, { role: "distributor", status: "suspended" });
    await pay(await aPlacedOrder(test.db, { buyer: await aMember(test.db), variant, stage: "viral", sponsor: closed, sharer: closed, distributors: [suspended, top] }));
    await pay(await aPlacedOrder(test.db, { buyer: await aMember(test.db, { status: "closed" }), variant }));

    const merged = await aMember(test.db);
    const order = await pay(await viral({ buyer: merged }));
    await test.db.execute(sql`update members set status = 'merged', merged_into = ${asUuid(buyer)}, email = null where id = ${asUuid(merged)}`);
    const placed = await viral({ buyer: merged });
    await pay(placed);
    for (const one of [order, placed]) await forward(one, "net-of-cashback");

    const report = await audit(test.db);
    expect(report.shown).toEqual([]);
    expect(report).toMatchObject({ ok: true, differences: 0, checked: { orders: 14, lines: 14, postings: 14, variants: 1, forwarded: 2, unread: 0 } });
  });

  it("has none after refunds, cancelled ones, disputes and payments that came too late", async () => {
    await gift(buyer);
    for (const [n, amounts] of [[3_333n, 3_333n, 3_334n], [1n, 9_998n], [2_500n, 5_001n], [7_777n]].entries()) {
      const order = await pay(await viral({ creditMinor: 2_001n, parts: { buyer: 800n, sharer: 800n, distributor: 1_600n, company: 0n } }), 10_000n, 2_001n);
      const refunded: RefundId[] = [];
      for (const amountMinor of amounts) {
        const outcome = await transact(test.db, (tx) => acceptRefund(tx, { order, request: { kind: "amount", amountMinor }, by: null, at: NOON }));
        if (outcome.ok) refunded.push(outcome.refund);
      }
      const [first] = refunded;
      if (n === 2 && first) {
        await test.db.execute(sql`update refunds set status = 'owed' where id = ${asUuid(first)}`);
        await transact(test.db, (tx) => cancelRefund(tx, { refund: first, by: top, reason: "test", at: NOON }));
      }
      const dispute = { disputeId: `du_${n}`, paymentId: `pi_${order}`, amount: money(1_999n, "EUR"), providerStatus: "test", reason: "test", createdAt: NOON };
      for (const status of (["open", n % 2 === 0 ? "won" : "lost"] as const)) await transact(test.db, (tx) => recordDispute(tx, { ...dispute, status }, NOON));
    }
    await transact(test.db, async (tx) => returnPayment(tx, { message: newId("message"), order: await viral(), amount: money(10_000n, "EUR"), at: NOON }));
    expect((await audit(test.db)).shown).toEqual([]);
    expect((await audit(test.db)).checked.refunded).toBe(4);
  });

  it("understands why a part was dropped although its person is active again", async () => {
    const member = await aMember(test.db, { status: "suspended" });
    await pay(await viral({ sponsor: member, sharer: member }));
    await test.db.execute(sql`update members set status = 'active' where id = ${asUuid(member)}`);
    expect((await audit(test.db)).found).toEqual({ wrong_share: 1 });
    await test.db.insert(outbox).values({ id: newId("message"), topic: "member.changed", key: asUuid(member), payload: { member: asUuid(member) }, createdAt: NOON });
    await healthy();
  });
});

describe("finds, and finds only,", () => {
  it("a changed entry", async () => {
    const order = await pay(await viral());
    const set = (by: string) => `update ledger_entries set amount_minor = amount_minor ${by} where scope = ${q(order)} and account = 'cashback_expense'`;
    await plant({ at: set("- 1"), heal: set("+ 1"), finds: ["entry_changed", "unbalanced"], of: order.slice(4, 12) });
    const moved = (from: string, to: string) => `update ledger_entries set account = '${to}' where scope = ${q(order)} and account = '${from}'`;
    await plant({ at: moved("cashback_expense", "adjustments"), heal: moved("adjustments", "cashback_expense"), finds: ["entry_changed", "wrong_share"] });
  });

  it("a changed wallet entry, on everything that it moves", async () => {
    const order = await pay(await viral());
    const set = (by: string) => `update ledger_entries set amount_minor = amount_minor ${by} where scope = ${q(order)} and position = 2`;
    await plant({ at: set("+ 1"), heal: set("- 1"), finds: ["entry_changed", "unbalanced", "balance_drift", "balance_chain", "wrong_share"] });
  });

  it("a missing hold release", async () => {
    const order = await viral({ creditMinor: 1_500n });
    await plant({
      at: `update orders set status = 'expired' where id = ${q(order)}; update stock set reserved = reserved - 1`,
      heal: `update orders set status = 'placed' where id = ${q(order)}; update stock set reserved = reserved + 1`,
      finds: ["hold_not_released"], of: order,
    });
  });

  it("an order that spends credit which was never held", async () => {
    const order = await viral({ creditMinor: 1_500n });
    await tamper((run) => run(`create table kept as select * from ledger_entries where scope = ${q(order)}; create table kept_t as select * from ledger_transactions where scope = ${q(order)};
      create table kept_a as select * from ledger_accounts where owner_id = ${q(buyer)}`));
    await plant({
      at: `delete from ledger_entries where scope = ${q(order)}; delete from ledger_transactions where scope = ${q(order)};
        update ledger_accounts set version = version - 1, balance_minor = balance_minor + case account when 'credit_held' then -1500 else 1500 end
        where owner_id = ${q(buyer)} and account in ('credit_available', 'credit_held')`,
      heal: `insert into ledger_entries select * from kept; insert into ledger_transactions select * from kept_t;
        update ledger_accounts a set version = k.version, balance_minor = k.balance_minor from kept_a k where k.owner_id = a.owner_id and k.account = a.account and k.currency = a.currency`,
      finds: ["hold_missing"], of: order,
    });
    await tamper((run) => run("drop table kept, kept_t, kept_a"));
  });

  it("a doubled credit, however well it is hidden", async () => {
    const order = await pay(await viral());
    await plant({
      at: `insert into ledger_entries select a.owner_id, e.transaction_id, e.scope, 5, a.account, a.currency, e.amount_minor, a.version + 1, a.balance_minor + e.amount_minor
          from ledger_entries e join ledger_accounts a on a.owner_id = e.owner_id and a.account = e.account where e.scope = ${q(order)} and e.position = 1;
        update ledger_accounts a set version = version + 1, balance_minor = balance_minor + 1000 where owner_id = ${q(buyer)} and account = 'credit_available';
        update ledger_entries set amount_minor = amount_minor - 1000 where scope = ${q(order)} and position = 4; ${resealed(`cashback:${asUuid(order)}`)}`,
      heal: `delete from ledger_entries where scope = ${q(order)} and position = 5;
        update ledger_accounts a set version = version - 1, balance_minor = balance_minor - 1000 where owner_id = ${q(buyer)} and account = 'credit_available';
        update ledger_entries set amount_minor = amount_minor + 1000 where scope = ${q(order)} and position = 4; ${resealed(`cashback:${asUuid(order)}`)}`,
      finds: ["doubled_credit"], of: order,
    });
  });

  it("a wrong share in the order, and one in the posting", async () => {
    const order = await pay(await viral());
    const parts = (b: number, s: number) => `update orders set part_buyer_minor = ${b}, part_sharer_minor = ${s} where id = ${q(order)}`;
    await plant({ at: parts(1_001, 999), heal: parts(1_000, 1_000), finds: ["wrong_part", "wrong_share"], of: order });
    const pool = (by: string) => `update orders set pool_minor = pool_minor ${by}, part_company_minor = part_company_minor ${by} where id = ${q(order)}`;
    await plant({ at: pool("+ 1"), heal: pool("- 1"), finds: ["wrong_part", "wrong_pool"], of: order });
    const owner = (id: MemberId) => `update orders set sharer_id = ${q(id)} where id = ${q(order)}`;
    await plant({ at: owner(top), heal: owner(sharer), finds: ["wrong_share"], of: order });
    const origin = (id: MemberId) => `update orders set distributor_chain = array[${q(id)}, ${q(id === top ? near : top)}]::uuid[] where id = ${q(order)}`;
    await plant({ at: origin(top), heal: origin(near), finds: ["wrong_share"], of: order });
    const line = (by: string) => `update order_lines set base_minor = base_minor ${by} where order_id = ${q(order)}`;
    await plant({ at: line("- 5"), heal: line("+ 5"), finds: ["wrong_base"], of: order });
  });

  it("a drifted balance", async () => {
    const set = (by: string) => `update ledger_accounts set balance_minor = balance_minor ${by} where owner_id = ${q(near)} and account = 'earnings_available'`;
    await plant({ at: set("+ 1"), heal: set("- 1"), finds: ["balance_drift"], of: `${near}/earnings_available/EUR` });
  });

  it("a gap in versions", async () => {
    const last = (by: string) => `update ledger_entries set version = version ${by} where owner_id = ${q(near)} and account = 'earnings_available'
      and version = (select max(version) from ledger_entries where owner_id = ${q(near)} and account = 'earnings_available')`;
    await plant({ at: last("+ 1"), heal: last("- 1"), finds: ["version_gap"], of: near });
    const count = (by: string) => `update ledger_accounts set version = version ${by} where owner_id = ${q(near)} and account = 'earnings_available'`;
    await plant({ at: count("+ 1"), heal: count("- 1"), finds: ["version_count"], of: near });
  });

  it("an order paid without a posting", async () => {
    const order = await viral();
    await plant({
      at: `update orders set status = 'paid', paid_at = now() where id = ${q(order)}; update stock set reserved = reserved - 1`,
      heal: `update orders set status = 'placed', paid_at = null where id = ${q(order)}; update stock set reserved = reserved + 1`,
      finds: ["paid_without_posting"], of: order,
    });
  });

  it("a posting for an order that is not paid, and one without an order", async () => {
    const order = await pay(await viral());
    await plant({
      at: `update orders set status = 'cancelled' where id = ${q(order)}`,
      heal: `update orders set status = 'paid' where id = ${q(order)}`,
      finds: ["posting_of_unpaid"], of: order,
    });
    const nobody = newId("order");
    const rename = (from: OrderId, to: OrderId) => `update orders set id = ${q(to)} where id = ${q(from)}; update order_lines set order_id = ${q(to)} where order_id = ${q(from)}`;
    const report = await tamper((run) => run(rename(order, nobody))).then(() => audit(test.db));
    expect(report.found).toEqual({ posting_without_order: 1, paid_without_posting: 1 });
    await tamper((run) => run(rename(nobody, order)));
    await plant({
      at: `create table kept as select * from orders where id = ${q(order)}; delete from orders where id = ${q(order)}`,
      heal: "insert into orders select * from kept; drop table kept",
      finds: ["posting_without_order"],
    });
  });

  it("a forwarded sale with another amount", async () => {
    const order = await pay(await viral());
    await forward(order);
    const set = (from: string, to: string) => `update deliveries set request = jsonb_set(request, '{body}', to_jsonb(replace(request ->> 'body', '${from}', '${to}')))
      where message_id = (select id from outbox where topic = 'sale.completed' and payload ->> 'order' = ${q(order)})`;
    for (const [from, to] of [["\"totalMinor\":10000", "\"totalMinor\":10001"], ["\"taxMinor\":1667", "\"taxMinor\":1666"], ["\"amountMinor\":2000", "\"amountMinor\":2001"]] as const) {
      await plant({ at: set(from, to), heal: set(to, from), finds: ["forwarded_amount"], of: order });
    }
  });

  it("an unknown key, and an unknown kind", async () => {
    const order = await pay(await viral());
    const set = (from: string, to: string) => `update ledger_transactions set key = '${to}' where key = '${from}'`;
    const key = `cashback:${asUuid(order)}`;
    await plant({ at: set(key, `${key}:more`), heal: set(`${key}:more`, key), finds: ["unknown_key"], of: key });
    await plant({ at: set(key, "cashback:other"), heal: set("cashback:other", key), finds: ["unknown_key"] });
    const member = await aMember(test.db);
    await gift(member);
    const [given] = await test.hot<{ key: string }[]>`select key from ledger_transactions where scope = ${asUuid(member)}`;
    const kind = (to: string) => `update ledger_transactions set kind = '${to}' where scope = ${q(member)}; ${resealed(given?.key ?? "")}`;
    await plant({ at: kind("bonus"), heal: kind("adjustment"), finds: ["unknown_key"] });
  });

  it("a reservation that nobody made", async () => {
    await plant({ at: "update stock set reserved = reserved + 2", heal: "update stock set reserved = reserved - 2", finds: ["stock_reserved"], of: variant });
  });

  it("a claw-back that is not what the refund's proportion says", async () => {
    const order = await pay(await viral());
    const refund = newId("refund");
    await test.db.execute(sql`insert into refunds (id, order_id, kind, status, currency, goods_minor, shipping_minor, wallet_minor, card_minor, accepted_at)
      values (${asUuid(refund)}, ${asUuid(order)}, 'amount', 'accepted', 'EUR', 3333, 0, 0, 3333, now())`);
    expect((await audit(test.db)).found).toEqual({ wrong_claw_back: 3 });
    const take = (owner: MemberId, account: "credit_available" | "earnings_available", amountMinor: bigint) => ({ owner, account, amountMinor });
    await transact(test.db, (tx) => post(tx, [{ key: `refund:${asUuid(refund)}`, kind: "refund", scope: order, currency: "EUR", occurredAt: NOON,
      entries: [take(buyer, "credit_available", -333n), take(sharer, "credit_available", -333n), take(near, "earnings_available", -667n), { account: "cashback_expense", amountMinor: 1_333n }] }]));
    await healthy();
    await plant({ at: `update refunds set goods_minor = 3330, card_minor = 3330 where id = ${q(refund)}`, heal: `update refunds set goods_minor = 3333, card_minor = 3333 where id = ${q(refund)}`, finds: ["wrong_claw_back"], of: order });
  });
});

it("knows each kind of posting once", () => {
  expect(new Set(KINDS.map(({ kind }) => kind)).size).toBe(KINDS.length);
});
