import "server-only";
import { and, type AnyColumn, asc, desc, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { products } from "@/db/schema/catalog";
import { earningDays, earningSales, earningTotals, goals } from "@/db/schema/earnings";
import { ledgerTransactions } from "@/db/schema/ledger";
import { members } from "@/db/schema/members";
import { orders } from "@/db/schema/orders";
import { idOf, type MemberId, type OrderId, uuidOf } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { money } from "@/lib/kernel/money";
import { pgArray } from "@/lib/kernel/pg";
import { findPlanVersion } from "@/lib/plan/queries";
import type { VolumePolicy } from "@/lib/plan/types";
import { BAR_OF, foldName, LAST_CHARACTER, monthsOf, rateOf, shift, shortName, type WallTime } from "./rules";
import type { Bar, Book, Confirmed, Dimension, Earned, EarnedSale, Goal, MonthSums, MovementLine, NamedProduct, Period, Person, SaleFilter, Slice } from "./types";

/** How many rows a page of a list has at most; a document or a file asks for more pages. */
export const PAGE_MAX = 500;

type Span = { readonly period: Period; readonly start: WallTime };

/** What was earned in a period. */
export async function readEarned(reader: Reader, { owner, currency }: Book, { period, start }: Span): Promise<Earned> {
  const [row] = await reader
    .select({ orders: earningTotals.orders, earned: earningTotals.earnedMinor, takenBack: earningTotals.takenBackMinor })
    .from(earningTotals)
    .where(and(eq(earningTotals.ownerId, owner), eq(earningTotals.currency, currency), eq(earningTotals.grain, period), eq(earningTotals.dimension, "all"), eq(earningTotals.start, start)));
  return { orders: row?.orders ?? 0, earned: money(row?.earned ?? 0n, currency), takenBack: money(row?.takenBack ?? 0n, currency) };
}

/** The bars of a period that are not empty, in order: what was earned, less what was taken back. */
export async function listBars(reader: Reader, { owner, currency }: Book, { period, start }: Span): Promise<Bar[]> {
  const rows = await reader
    .select({ start: earningTotals.start, minor: sql<string>`${earningTotals.earnedMinor} - ${earningTotals.takenBackMinor}` })
    .from(earningTotals)
    .where(and(
      eq(earningTotals.ownerId, owner), eq(earningTotals.currency, currency), eq(earningTotals.grain, BAR_OF[period]), eq(earningTotals.dimension, "all"),
      gte(earningTotals.start, start), lt(earningTotals.start, shift(period, start, 1)),
    ))
    .orderBy(asc(earningTotals.start));
  return rows.map((row) => ({ start: row.start.replace(" ", "T"), minor: BigInt(row.minor) }));
}

/** The largest of a period along one dimension, by what was earned; in the order of what is left of it. */
export async function listSlices(reader: Reader, { owner, currency }: Book, wish: Span & { readonly dimension: Dimension; readonly limit: number }): Promise<Slice[]> {
  invariant(wish.limit <= PAGE_MAX, "a list is bounded");
  const rows = await reader
    .select({ of: earningTotals.of, orders: earningTotals.orders, minor: sql<string>`${earningTotals.earnedMinor} - ${earningTotals.takenBackMinor}` })
    .from(earningTotals)
    .where(and(
      eq(earningTotals.ownerId, owner), eq(earningTotals.currency, currency), eq(earningTotals.grain, wish.period), eq(earningTotals.dimension, wish.dimension), eq(earningTotals.start, wish.start),
    ))
    .orderBy(desc(earningTotals.earnedMinor))
    .limit(wish.limit);
  const slices = rows.map(({ of, orders: count, minor }) => ({ of, orders: count, minor: BigInt(minor) }));
  return slices.sort((a, b) => (a.minor === b.minor ? 0 : a.minor < b.minor ? 1 : -1));
}

/** What others bought through the links of the distributor's customers in a period, and what it earned the distributor. */
export async function readShared(reader: Reader, book: Book, span: Span): Promise<{ readonly orders: number; readonly minor: bigint }> {
  const slices = await listSlices(reader, book, { ...span, dimension: "stage", limit: 4 });
  return slices.find(({ of }) => of === "viral") ?? { orders: 0, minor: 0n };
}

/** The short names of people, by id. Who was erased has an empty one. */
export async function listPeople(reader: Reader, ids: readonly (MemberId | null)[]): Promise<ReadonlyMap<MemberId, Person>> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  if (known.length === 0) return new Map();
  const rows = await reader.select({ id: members.id, first: members.firstName, last: members.lastName }).from(members).where(inArray(members.id, known));
  return new Map(rows.map(({ id, first, last }) => [id, { id, name: shortName(first, last) }]));
}

/** The titles of products, by id; of one that is gone there is none. */
export async function listProductTitles(reader: Reader, ids: readonly NamedProduct["id"][]): Promise<ReadonlyMap<NamedProduct["id"], NamedProduct["title"]>> {
  if (ids.length === 0) return new Map();
  const rows = await reader.select({ id: products.id, title: products.title }).from(products).where(inArray(products.id, [...ids]));
  return new Map(rows.map(({ id, title }) => [id, title]));
}

// ---- sales

/** Buyers whose name begins as searched, each of whom is looked at apart. */
const FOUND_BUYERS_MAX = 100;
/** Letters of an order's number that are searched: fewer would be those of too many. */
const NUMBER_MIN = 3;

export type SalePage = { readonly filter: SaleFilter; readonly after: OrderId | null; readonly limit: number };

/** A page of sales, newest first, after the last order of the page before. */
export async function listSales(reader: Reader, book: Book, page: SalePage): Promise<EarnedSale[]> {
  invariant(page.limit <= PAGE_MAX, "a page is bounded");
  const rows = await (page.filter.search ? searchSales(reader, book, page) : selectSales(reader, book, page));
  const people = await listPeople(reader, rows.flatMap(({ buyerId, sharerId }) => [buyerId, sharerId]));
  const confirmed = await listConfirmed(reader, rows.map(({ orderId }) => orderId));
  return rows.map((row): EarnedSale => ({
    order: row.orderId, number: row.number, at: row.earnedAt, stage: row.stage, state: row.state, link: row.link,
    buyer: people.get(row.buyerId) ?? { id: row.buyerId, name: "" },
    sharer: row.sharerId && (people.get(row.sharerId) ?? { id: row.sharerId, name: "" }),
    base: money(row.baseMinor, row.currency), rateBps: rateOf(row.earnedMinor, row.baseMinor),
    earned: money(row.earnedMinor, row.currency), takenBack: money(row.takenBackMinor, row.currency),
    confirmed: confirmed.get(row.orderId) ?? null,
  }));
}

type SaleRow = typeof earningSales.$inferSelect;

function wanted({ owner, currency }: Book, { filter, after }: SalePage): SQL | undefined {
  const { stage, state, buyer, sharer, link, from, until } = filter;
  return and(
    eq(earningSales.ownerId, owner), eq(earningSales.currency, currency),
    stage && eq(earningSales.stage, stage), state && eq(earningSales.state, state), buyer && eq(earningSales.buyerId, buyer), sharer && eq(earningSales.sharerId, sharer), link === undefined ? undefined : eq(earningSales.link, link),
    from && gte(earningSales.earnedAt, from), until && lt(earningSales.earnedAt, until),
    after === null ? undefined : sql`(${earningSales.earnedAt}, ${earningSales.orderId}) < (select earned_at, order_id from earning_sales where owner_id = ${uuidOf(owner)}::uuid and order_id = ${uuidOf(after)}::uuid)`,
  );
}

async function selectSales(reader: Reader, book: Book, page: SalePage): Promise<SaleRow[]> {
  return reader.select().from(earningSales).where(wanted(book, page)).orderBy(desc(earningSales.earnedAt), desc(earningSales.orderId)).limit(page.limit);
}

/** By the beginning of an order's number or of a first name: each by its own index, never the whole list. */
async function searchSales(reader: Reader, book: Book, page: SalePage): Promise<SaleRow[]> {
  const [owner, within, text] = [sql`${uuidOf(book.owner)}::uuid`, wanted(book, page), page.filter.search ?? ""];
  const number = text.toUpperCase();
  const key = foldName(text);
  const isNamed = sql`n.owner_id = ${owner} and n.key ~>=~ ${key} and n.key ~<~ ${`${key}${LAST_CHARACTER}`}`;
  const named = await reader.execute<{ id: string }>(sql`select n.customer_id as id from earning_names n where ${isNamed} limit ${FOUND_BUYERS_MAX + 1}`);
  const newest = sql`order by earned_at desc, order_id desc limit ${page.limit}`;
  // Of a few, each one's newest. Of many, the list itself, down to as many as a page has: it does not take long to meet them.
  const rows = await reader.execute<{ id: string }>(named.length > FOUND_BUYERS_MAX ? sql`
    select order_id as id from earning_sales where ${within} and (select true from earning_names n where n.customer_id = buyer_id and ${isNamed}) ${newest}` : sql`
    with hit as (
      (select order_id, earned_at from earning_sales where ${within} and ${number.length >= NUMBER_MIN} and number ~>=~ ${number} and number ~<~ ${`${number}${LAST_CHARACTER}`} ${newest})
      union
      select s.order_id, s.earned_at from unnest(${pgArray(named.map(({ id }) => id))}::uuid[]) as buyer(id), lateral (
        select order_id, earned_at from earning_sales where ${within} and buyer_id = buyer.id ${newest}) s
    ) select order_id as id from hit ${newest}`);
  const ids = rows.map(({ id }) => idOf("order", id));
  if (ids.length === 0) return [];
  const found = await reader.select().from(earningSales).where(and(eq(earningSales.ownerId, book.owner), inArray(earningSales.orderId, ids)));
  return ids.flatMap((id) => found.find(({ orderId }) => orderId === id) ?? []);
}

/** What the commission system said of orders: its number, the volume that it was told, and when it took it. */
async function listConfirmed(reader: Reader, ids: readonly OrderId[]): Promise<ReadonlyMap<OrderId, Confirmed>> {
  if (ids.length === 0) return new Map();
  // The first of an order's messages as an aggregate: a limit in the order of ids would be looked for along all of them.
  const rows = await reader.execute<{ order: string; reference: string; at: string; volume: string; posted: string; version: number }>(sql`
    select o.id as order, f.reference, f.at::text as at, o.plan_version as version,
      (select sum(l.cv_minor) from order_lines l where l.order_id = o.id)::text as volume,
      (select coalesce(sum(e.amount_minor), 0) from ledger_entries e where e.scope = t.scope and e.transaction_id = t.id and e.amount_minor > 0)::text as posted
    from unnest(${pgArray(ids.map(uuidOf))}::uuid[]) as i(id)
    join ${orders} o on o.id = i.id
    join ${ledgerTransactions} t on t.scope = o.id and t.key = 'cashback:' || o.id
    cross join lateral (
      select (array_agg(b.id order by b.id))[1] as id from outbox b where b.payload ->> 'order' = i.id::text and b.relayed_at is not null and b.topic = 'sale.completed') message
    join forwarded f on f.message_id = message.id`);
  const policies = new Map<number, VolumePolicy>();
  for (const version of new Set(rows.map((row) => row.version))) policies.set(version, (await findPlanVersion(reader, version))?.plan.volumePolicy ?? "full");
  return new Map(rows.map((row) => {
    const volumeMinor = reported(BigInt(row.volume), BigInt(row.posted), policies.get(row.version) ?? "full");
    return [idOf("order", row.order), { reference: row.reference, at: new Date(row.at), volumeMinor }];
  }));
}

/** The sum of a sale's volumes as the policy reports them. DESIGN §6 */
function reported(volume: bigint, posted: bigint, policy: VolumePolicy): bigint {
  if (policy === "none") return 0n;
  return policy === "full" ? volume : volume > posted ? volume - posted : 0n;
}

// ---- statements

/** Every month with a movement, oldest first. */
export async function listMonths(reader: Reader, { owner, currency }: Book): Promise<MonthSums[]> {
  const day = sql<string>`to_char(min(${earningDays.day}), 'YYYY-MM-DD')`;
  const sum = (column: AnyColumn) => sql<string>`sum(${column})::text`;
  const rows = await reader
    .select({
      day, earned: sum(earningDays.earnedMinor), takenBack: sum(earningDays.takenBackMinor), spent: sum(earningDays.spentMinor), paidOut: sum(earningDays.paidOutMinor), other: sum(earningDays.otherMinor),
      movements: sql<number>`sum(${earningDays.movements})::int`,
    })
    .from(earningDays).where(and(eq(earningDays.ownerId, owner), eq(earningDays.currency, currency))).groupBy(sql`date_trunc('month', ${earningDays.day})`).orderBy(day);
  const of = (minor: string) => money(BigInt(minor), currency);
  return monthsOf(rows.map((row) => ({
    day: row.day, earned: of(row.earned), takenBack: of(row.takenBack), spent: of(row.spent), paidOut: of(row.paidOut), other: of(row.other), movements: row.movements,
  })), currency);
}

export type MovementPage = { readonly month: string; readonly after: string | null; readonly limit: number };

/** Movements of a month, oldest first, each with the balance after it. @param page.month `2026-11` @param page.after the last transaction of the page before */
export async function listMovements(reader: Reader, { owner, currency }: Book, { month, after, limit }: MovementPage): Promise<MovementLine[]> {
  invariant(limit <= PAGE_MAX, "a page is bounded");
  const id = uuidOf(owner);
  const first = `${month}-01`;
  const from = after === null ? sql`m.day >= ${first}::date` : sql`(m.day, m.occurred_at, m.transaction_id) > (select day, occurred_at, transaction_id from earning_movements where owner_id = ${id}::uuid and currency = ${currency} and transaction_id = ${after}::uuid)`;
  const rows = await reader.execute<{ id: string; at: string; day: string; kind: string; key: string; number: string | null; amount: string; held: string; before: string }>(sql`
    with page as (
      select m.* from earning_movements m
      where m.owner_id = ${id}::uuid and m.currency = ${currency} and ${from} and m.day < ${first}::date + interval '1 month'
      order by m.day, m.occurred_at, m.transaction_id limit ${limit}
    ), head as (
      select day, occurred_at, transaction_id from page order by day, occurred_at, transaction_id limit 1
    ), opening as (
      select coalesce((select sum(d.earned_minor - d.taken_back_minor - d.spent_minor - d.paid_out_minor + d.other_minor) from earning_days d, head
          where d.owner_id = ${id}::uuid and d.currency = ${currency} and d.day < head.day), 0)
        + coalesce((select sum(m.available_minor + m.held_minor) from earning_movements m, head
          where m.owner_id = ${id}::uuid and m.currency = ${currency} and m.day = head.day and (m.occurred_at, m.transaction_id) < (head.occurred_at, head.transaction_id)), 0) as balance
    )
    select p.transaction_id as id, p.occurred_at::text as at, p.day::text, p.kind, p.key, o.number, (p.available_minor + p.held_minor)::text as amount, p.held_minor::text as held,
      opening.balance::text as before
    from page p cross join opening left join ${orders} o on o.id = p.order_id
    order by p.day, p.occurred_at, p.transaction_id`);
  let balance = BigInt(rows[0]?.before ?? 0);
  return rows.map((row) => {
    balance += BigInt(row.amount);
    return {
      transaction: row.id, at: new Date(row.at), day: row.day, kind: row.kind, key: row.key, orderNumber: row.number,
      amount: money(BigInt(row.amount), currency), held: money(BigInt(row.held), currency), balanceAfter: money(balance, currency),
    };
  });
}

// ---- goals

/** What a distributor has set out to earn. */
export async function listGoals(reader: Reader, { owner, currency }: Book): Promise<Goal[]> {
  const rows = await reader.select().from(goals).where(and(eq(goals.ownerId, owner), eq(goals.currency, currency)));
  return rows.flatMap(({ grain, amountMinor }) => (grain === "week" || grain === "month" || grain === "year" ? [{ period: grain, amount: money(amountMinor, currency) }] : []));
}
