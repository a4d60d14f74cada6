import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { transact } from "@/db/transact";
import { REATTRIBUTED } from "@/lib/attribution/sale/queries";
import { createSignedJsonAdapter } from "@/lib/gateway/signed-json/adapter";
import type { WireMessage } from "@/lib/gateway/signed-json/contract";
import { idOf, newId, uuidOf } from "@/lib/kernel/id";
import { startCommissionSimulator } from "@/lib/sandbox/commission/server";
import { record } from "@/lib/trail/commands";
import { noteResent, reconcile, reconcileDaily } from "./commands";
import { findLastReconciliation, listDifferences } from "./queries";

const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const SALES = 10_000;
const DAY = { from: new Date("2026-03-01T00:00:00Z"), to: new Date("2026-03-02T00:00:00Z") };
const AT = new Date("2026-03-02T05:00:00Z");
const folder = mkdtempSync(path.join(tmpdir(), "cagnotte-booked-"));

type Ours = { readonly n: number; readonly order: string; readonly number: string; readonly paid_at: Date; readonly returned: number; readonly external_id: string; readonly member: string; readonly buyer: string };
let test: TestDatabase;
let sales: readonly Ours[];
const deed = newId("trail");

beforeAll(async () => {
  test = await freshDatabase();
  // Told long before the comparison: each has its message, every fifth gave 25.00 of its 100.00 back.
  await test.hot.unsafe(`
    insert into members (id, role, external_id, email, created_at) select uuid_v7(n), 'distributor', 'D-' || n, 'd' || n || '@test.example', now() from generate_series(0, 49) n;
    insert into members (id, role, email, created_at) select uuid_v7(n), 'customer', 'b' || n || '@test.example', now() from generate_series(0, 999) n;
    create table sale as select n, uuid_v7(n) as id, b.id as buyer, d.id as distributor, timestamptz '2026-03-01 00:00Z' + n * interval '8 seconds' as paid_at
      from generate_series(0, ${SALES - 1}) n
      join (select id, row_number() over (order by id) - 1 as k from members where role = 'customer') b on b.k = n % 1000
      join (select id, substr(external_id, 3)::int as k from members where role = 'distributor') d on d.k = n % 50;
    insert into orders (id, number, status, locale, time_zone, currency, goods_minor, discount_minor, shipping_minor, total_minor, credit_minor, credit_earnings_minor, card_minor, vat,
        shipping_method, buyer_id, buyer_role, sponsor_id, sponsor_source, stage, distributor_chain, plan_version, binding, base_minor, pool_minor, part_buyer_minor, part_sharer_minor,
        part_distributor_minor, part_company_minor, placed_at, expires_at, paid_at, distributor_id)
      select id, 'N' || n, 'paid', 'fr', 'Europe/Paris', 'EUR', 10000, 0, 490, 10490, 0, 0, 10490, '[]', 'home', buyer, 'customer', distributor, 'cart', 'direct', array[distributor], 1,
        'lifetime', 10000, 4000, 1000, 0, 3000, 0, paid_at, paid_at, paid_at, case when n % 7 = 0 then null else distributor end from sale;
    insert into refunds (id, order_id, kind, status, currency, goods_minor, shipping_minor, wallet_minor, card_minor, accepted_at)
      select uuid_v7(n), id, 'amount'::refund_kind, 'done'::refund_status, 'EUR', 2500, 0, 0, 2500, paid_at from sale where n % 5 = 0
      union all select uuid_v7(n), id, 'amount'::refund_kind, 'cancelled'::refund_status, 'EUR', 700, 0, 0, 700, paid_at from sale where n % 11 = 0;
    insert into outbox (id, topic, key, payload, created_at, relayed_at)
      select ('019ca0000000' || '7' || lpad(to_hex(n % 4096), 3, '0') || '8' || lpad(to_hex(n), 15, '0'))::uuid, 'sale.completed', buyer::text, jsonb_build_object('order', id), paid_at, paid_at from sale;`);
  sales = await test.hot<Ours[]>`
    select s.n, s.id as order, 'N' || s.n as number, s.paid_at, case when s.n % 5 = 0 then 2500 else 0 end as returned, d.external_id, d.id as member, s.buyer
    from sale s join members d on d.id = s.distributor order by s.n`;
}, 60_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await test.close();
});

/** What the other side keeps of a sale, as its journal has it, with a return where there is one. */
function booked(sale: Ours, other: { totalMinor?: number; returned?: number; distributor?: string; again?: string } = {}): string[] {
  const party = (memberId: string, externalId: string | null) => ({ memberId: idOf("member", memberId), externalId });
  const { totalMinor = 10_490, returned = sale.returned, distributor = sale.external_id, again = "" } = other;
  const ref = { orderId: idOf("order", sale.order), orderNumber: sale.number, currency: "EUR" as const, buyer: party(sale.buyer, null) };
  const whose = { stage: "direct" as const, sharer: null, distributor: party(sale.member, distributor) };
  const paidAt = sale.paid_at.toISOString();
  const told: WireMessage[] = [{ id: `sale-${sale.n}${again}`, kind: "sale.completed", ...ref, ...whose, placedAt: paidAt, paidAt, lines: [], shippingMinor: 490, totalMinor, creditMinor: 0, volumePolicy: "full", paidOut: [] }];
  if (returned > 0 && again === "") told.push({ id: `return-${sale.n}`, kind: "sale.refunded", ...ref, ...whose, refundId: "r", refundedAt: paidAt, soFar: { returnedMinor: returned, ofMinor: 10_000, shippingMinor: 0, lines: [], takenBack: [] } });
  return told.map((message) => JSON.stringify({ receivedAt: paidAt, reference: `CS-${message.id}`, fingerprint: "x", message, sent: 1 }));
}

async function withOtherSide<T>(lines: readonly string[], work: (adapter: ReturnType<typeof createSignedJsonAdapter>) => Promise<T>): Promise<T> {
  const journal = path.join(folder, `${crypto.randomUUID()}.jsonl`);
  writeFileSync(journal, `${lines.join("\n")}\n`);
  const simulator = await startCommissionSimulator({ port: 0, secret: SECRET, journal });
  try {
    return await work(createSignedJsonAdapter({ baseUrl: simulator.url, secret: SECRET, timeoutMs: 20_000 }));
  } finally {
    await simulator.close();
  }
}

it("finds all and only the 40 differences planted in 10,000 sales, and keeps them for the office", async () => {
  const planted: (readonly [string, string])[] = [];
  const there = sales.flatMap((sale) => {
    const plant = (kind: string, lines: string[]) => (planted.push([sale.number, kind]), lines);
    if (sale.n % 1_000 === 7) return plant("missing", []);
    if (sale.n % 1_000 === 107) return plant("double", [...booked(sale), ...booked(sale, { again: "-again" })]);
    if (sale.n % 2_000 === 507) return plant("other_amount", booked(sale, { totalMinor: 10_489 }));
    if (sale.n % 2_000 === 1_505) return plant("other_amount", booked(sale, { returned: 0 }));
    if (sale.n % 1_000 === 907) return plant("other_distributor", booked(sale, { distributor: "D-X" }));
    return booked(sale);
  });
  expect(planted).toHaveLength(40);
  const found = await withOtherSide(there, (adapter) => reconcile(test.db, { adapter, window: DAY, unsettled: new Set(), at: AT }));
  expect(found.differences.map(({ number, kind }) => [number, kind])).toEqual(planted);
  expect([found.compared, found.underWay]).toEqual([SALES, 0]);
  expect(found.days).toEqual([{ day: "2026-03-01", ours: SALES, theirs: SALES, oursMinor: String(SALES * 10_490), theirsMinor: String(SALES * 10_490 - 5) }]);

  const last = await findLastReconciliation(test.db, "signed-json");
  expect(last).toMatchObject({ fromDay: "2026-03-01", toDay: "2026-03-01", failure: null, compared: SALES, differences: 40, days: found.days });
  if (!last) return;
  const first = await listDifferences(test.db, { of: last.id, limit: 25 });
  const rest = await listDifferences(test.db, { of: last.id, after: first.at(-1)?.id, limit: 25 });
  expect([...first, ...rest].map(({ number, kind }) => [number, kind])).toEqual(planted);
  expect(first[0]).toMatchObject({ ours: { totalMinor: "10490", distributor: "D-7", times: 1 }, theirs: null, resentAt: null });

  const difference = first[0]?.id ?? newId("difference");
  const note = () => transact(test.db, async (tx) => ({ ok: true, about: await noteResent(tx, difference, AT) }));
  expect((await note()).about).toMatchObject({ orderNumber: planted[0]?.[0] });
  expect((await note()).about).toBeNull();
}, 60_000);

it("compares whose sale it is today, leaves out what is on its way, and names what is none of ours", async () => {
  const few = { from: DAY.from, to: new Date(DAY.from.getTime() + 5 * 8_000) };
  const [a, b, c, d, e] = sales.slice(0, 5) as [Ours, Ours, Ours, Ours, Ours];
  const other = await test.hot<{ id: string }[]>`select id from members where external_id = 'D-40'`;
  const distributor = idOf("member", other[0]?.id ?? "");
  await transact(test.db, async (tx) => (await record(tx, { id: deed, actor: "terminal", action: REATTRIBUTED, subject: idOf("order", b.order), after: { stage: "direct", sharer: null, distributor }, at: AT }), { ok: true }));
  // `c`: its return is still in the queue. `d`: something was told of it while both sides were read.
  const [stuck] = await test.hot<{ id: string }[]>`
    with r as (insert into refunds (id, order_id, kind, status, currency, goods_minor, shipping_minor, wallet_minor, card_minor, accepted_at)
      values (uuid_v7(), ${c.order}, 'amount', 'accepted', 'EUR', 100, 0, 0, 100, now()) returning id)
    insert into outbox (id, topic, key, payload, created_at) select ${uuidOf(newId("message", AT.getTime() - 3_600_000))}, 'sale.refunded', ${c.buyer}, jsonb_build_object('refund', id), now() from r returning id`;
  await test.hot`insert into outbox (id, topic, key, payload, created_at, relayed_at)
    values (${uuidOf(newId("message", AT.getTime() + 1_000))}, 'sale.completed', ${d.buyer}, ${test.hot.json({ order: d.order })}, now(), now())`;
  const lines = [...booked(a), ...booked(b, { distributor: "D-40" }), ...booked({ ...e, n: 99_999, number: "STRANGE" })];
  const found = await withOtherSide(lines, (adapter) => reconcile(test.db, { adapter, window: few, unsettled: new Set([stuck?.id ?? ""]), at: AT }));
  expect(found).toMatchObject({ compared: 3, underWay: 2 });
  expect(found.differences.map(({ number, kind }) => [number, kind])).toEqual([[e.number, "missing"], ["STRANGE", "unknown"]]);
});

it("does so once a day, again while anything is under way, and keeps why it could not", async () => {
  const at = new Date("2026-03-10T03:00:00Z");
  const [one] = sales;
  await test.hot`update orders set paid_at = '2026-03-08T10:00:00Z' where id = ${one?.order ?? ""}`;
  const [message] = await test.hot<{ id: string }[]>`select id from outbox where payload ->> 'order' = ${one?.order ?? ""}`;
  const daily = (adapter: ReturnType<typeof createSignedJsonAdapter>, unsettled: readonly string[]) => reconcileDaily(test.db, { adapter, at, listUnsettled: () => Promise.resolve(new Set(unsettled)) });
  await expect(daily(createSignedJsonAdapter({ baseUrl: "http://127.0.0.1:1", secret: SECRET, timeoutMs: 500 }), [])).rejects.toThrow();
  await withOtherSide([], async (adapter) => {
    expect(await daily(adapter, [message?.id ?? ""])).toBe(true);
    expect(await daily(adapter, [])).toBe(true);
    expect(await daily(adapter, [])).toBe(false);
  });
  const kept = await test.hot<{ failed: boolean; compared: number; under_way: number }[]>`
    select failure is not null as failed, compared, under_way from reconciliations where from_day = '2026-03-03' order by id`;
  expect(kept.map(({ failed, compared, under_way }) => [failed, compared, under_way])).toEqual(expect.arrayContaining([[true, 0, 0], [false, 0, 1], [false, 1, 0]]));
});
