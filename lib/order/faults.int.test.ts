import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, connectHot, type Db, type Hot } from "@/db/client";
import { gift } from "@/db/testing/bought";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { type Proxy, startProxy } from "@/db/testing/proxy";
import { aMember, aPlacedOrder, aVariant, NOON } from "@/db/testing/sale";
import { isGone, transact } from "@/db/transact";
import { type MemberId, newId, type OrderId, type RefundId, uuidOf, type VariantId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { post } from "@/lib/ledger/commands";
import { acceptRefund } from "@/lib/refund/commands";
import { end, settle } from "./commands";

let test: TestDatabase;
let variant: VariantId;
/** Pools whose connections are killed. */
let db: Db;
let hot: Hot;
let proxy: Proxy;
beforeAll(async () => {
  test = await freshDatabase();
  variant = await aVariant(test.db);
  db = connect(`${test.url}?application_name=doomed`, { connectionsMax: 2 });
  hot = connectHot(`${test.url}?application_name=doomed`, { connectionsMax: 1 });
  proxy = await startProxy(test.url);
});
afterAll(async () => {
  await Promise.all([db.$client.end({ timeout: 1 }), hot.end({ timeout: 1 })]);
  proxy.close();
  await test.close();
});

type Sale = { readonly order: OrderId; readonly buyer: MemberId; readonly sharer: MemberId };

/** A sale that writes everything that a settlement can write: a hold, three credits, parent, binding, stock, outbox. */
async function aSale(): Promise<Sale> {
  const distributor = await aMember(test.db, { role: "distributor" });
  const sharer = await aMember(test.db, { parent: distributor });
  const buyer = await aMember(test.db);
  await gift(test, buyer, { account: "credit_available", amountMinor: 2_000n });
  const order = await aPlacedOrder(test.db, { buyer, variant, stage: "viral", sponsor: sharer, sharer, distributors: [distributor], creditMinor: 2_000n });
  return { order, buyer, sharer };
}

const pay = (through: Hot, { order }: Sale) => settle(through, [{ order, payment: `pi_${order}`, amount: money(8_000n, "EUR"), paidAt: NOON }]);

/** Everything that commands on an order write, counted and summed. */
async function standing({ order, buyer }: Sale): Promise<unknown> {
  const [id, member] = [uuidOf(order), uuidOf(buyer)];
  const rows = await test.hot`
    select o.status, o.payment_id, m.parent_id, m.binding_sponsor_id, m.enrolled_at,
      (select array_agg(key order by key) from ledger_transactions where scope = o.id) as posted,
      (select sum(amount_minor) from ledger_entries where scope = o.id and amount_minor > 0) as moved,
      (select array_agg(account || ' ' || balance_minor || ' ' || version order by account) from ledger_accounts where owner_id = m.id) as wallets,
      (select array_agg(topic order by id) from outbox where payload ->> 'order' = o.id::text or payload ->> 'member' = m.id::text) as told,
      (select array_agg(kind order by kind) from attribution_events where member_id = m.id) as events,
      (select on_hand || ' ' || reserved from stock where variant_id = ${uuidOf(variant)}) as stock,
      (select array_agg(status order by id) from refunds where order_id = o.id) as refunds
    from orders o join members m on m.id = o.buyer_id where o.id = ${id} and m.id = ${member}`;
  return rows[0];
}

const SETTLED = { status: "paid", told: ["member.enrolled", "sale.completed", "order.paid"], events: ["binding", "parent"] };

/** Holds a table so that nobody writes to it, kills whoever waits for it, and answers after `dead` has looked around. */
async function killAtTheTable(table: string, { work, dead }: { work: () => Promise<unknown>; dead: () => Promise<void> }): Promise<void> {
  let started: Promise<unknown> = Promise.resolve();
  await test.db.$client.begin(async (holder) => {
    await holder.unsafe(`lock table ${table} in share mode`);
    started = work();
    started.catch(() => undefined);
    await kill();
    await dead();
  });
  await started;
}

/** Ends the backend that waits for a lock in this database, as soon as there is one. */
async function kill(): Promise<void> {
  for (;;) {
    const killed = await test.hot`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and pid <> pg_backend_pid()`;
    if (killed.length > 0) return;
  }
}

/** Ends every backend of the pools that may be killed; they have worked before. */
async function killIdle(): Promise<void> {
  await test.hot`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'doomed'`;
}

describe("a settlement whose backend is terminated", () => {
  it("before the call: settles all the same, once", async () => {
    for (let round = 0; round < 5; round += 1) {
      const sale = await aSale();
      await killIdle();
      expect(await pay(hot, sale)).toEqual([{ order: sale.order, outcome: "settled" }]);
      expect(await standing(sale)).toMatchObject(SETTLED);
    }
  });

  for (const table of ["orders", "members", "attribution_events", "outbox", "ledger_transactions", "ledger_accounts", "ledger_entries", "stock"]) {
    it(`while it waits to write ${table}: leaves nothing, and the retry completes it`, async () => {
      const sale = await aSale();
      const before = await standing(sale);
      await killAtTheTable(table, {
        work: async () => {
          // The call repeats itself: it waits at the same table again until the test lets go.
          expect((await pay(hot, sale))[0]?.outcome).toBe("settled");
        },
        dead: async () => {
          expect(await standing(sale)).toEqual(before);
        },
      });
      expect(await standing(sale)).toMatchObject(SETTLED);
      expect((await pay(hot, sale))[0]?.outcome).toBe("already");
    });
  }

  it("after the commit, before the reply: has left everything, and the retry says so", async () => {
    const through = connectHot(proxy.url, { connectionsMax: 1 });
    const sale = await aSale();
    expect((await pay(through, await aSale()))[0]?.outcome).toBe("settled");
    const cuts = proxy.cuts();
    proxy.cutReplyTo(uuidOf(sale.order));
    expect((await pay(through, sale))[0]?.outcome).toBe("already");
    expect(proxy.cuts()).toBe(cuts + 1);
    expect(await standing(sale)).toMatchObject(SETTLED);
    await through.end({ timeout: 1 });
  });
});

describe("a unit of work whose backend is terminated", () => {
  const refund = (on: Db, sale: Sale, id: RefundId) =>
    transact(on, (tx) => acceptRefund(tx, { refund: id, order: sale.order, request: { kind: "amount", amountMinor: 3_000n }, by: null, at: NOON }));
  const ending = (on: Db, { order }: Sale) => transact(on, (tx) => end(tx, order, { ending: "expired", at: NOON }));

  it("before it begins: is done all the same", async () => {
    for (let round = 0; round < 5; round += 1) {
      const sale = await aSale();
      await killIdle();
      expect(await ending(db, sale)).toEqual({ ok: true, ended: true });
    }
  });

  for (const table of ["ledger_transactions", "ledger_accounts", "ledger_entries", "refunds", "refund_lines", "outbox"]) {
    it(`while a refund waits to write ${table}: leaves nothing, and the same refund sent again completes it`, async () => {
      const sale = await aSale();
      await pay(test.hot, sale);
      const before = await standing(sale);
      const id = newId("refund");
      await killAtTheTable(table, {
        work: async () => {
          const [first] = await Promise.allSettled([refund(db, sale, id)]);
          expect(first.status === "rejected" && isGone(first.reason)).toBe(true);
        },
        dead: async () => {
          expect(await standing(sale)).toEqual(before);
        },
      });
      expect(await refund(db, sale, id)).toMatchObject({ ok: true, replayed: false });
      expect(await refund(db, sale, id)).toMatchObject({ ok: true, replayed: true });
      expect(await standing(sale)).toMatchObject({ refunds: ["accepted"] });
    });
  }

  for (const table of ["orders", "ledger_entries", "stock"]) {
    it(`while the end of an order waits to write ${table}: leaves nothing, and a retry completes it`, async () => {
      const sale = await aSale();
      const before = await standing(sale);
      await killAtTheTable(table, {
        work: () => Promise.allSettled([ending(db, sale)]),
        dead: async () => {
          expect(await standing(sale)).toEqual(before);
        },
      });
      expect(await ending(db, sale)).toEqual({ ok: true, ended: true });
      expect(await standing(sale)).toMatchObject({ status: "expired", wallets: ["credit_available 2000 3", "credit_held 0 2"] });
    });
  }

  it("after the commit, before the reply: has left everything, and the same refund sent again says so", async () => {
    const through = connect(proxy.url, { connectionsMax: 1 });
    const sale = await aSale();
    await pay(test.hot, sale);
    const id = newId("refund");
    proxy.cutReplyTo("commit");
    const [first] = await Promise.allSettled([refund(through, sale, id)]);
    expect(first.status === "rejected" && isGone(first.reason)).toBe(true);
    expect(await standing(sale)).toMatchObject({ refunds: ["accepted"] });
    expect(await refund(through, sale, id)).toMatchObject({ ok: true, replayed: true });
    await through.$client.end({ timeout: 1 });
  });

  it("after the commit of a posting, before the reply: the same key answers the first result", async () => {
    const through = connect(proxy.url, { connectionsMax: 1 });
    const owner = await aMember(test.db);
    const give = (on: Db) => transact(on, (tx) => post(tx, [{ key: "gift:cut", kind: "adjustment", scope: owner, currency: "EUR", occurredAt: NOON, entries: [
      { account: "credit_available", owner, amountMinor: 500n }, { account: "adjustments", amountMinor: -500n }] }]));
    proxy.cutReplyTo("commit");
    await expect(give(through)).rejects.toThrow();
    expect(await give(through)).toMatchObject({ ok: true, posted: [{ replayed: true }] });
    const [row] = await test.hot`select balance_minor from ledger_accounts where owner_id = ${uuidOf(owner)}`;
    expect(row).toEqual({ balance_minor: "500" });
    await through.$client.end({ timeout: 1 });
  });
});
