import "server-only";
import { and, asc, desc, eq, gte, ilike, inArray, isNull, like, lt, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader } from "@/db/client";
import { ledgerAccounts } from "@/db/schema/ledger";
import { handles, members } from "@/db/schema/members";
import { alerts, trail, trailNotes } from "@/db/schema/operations";
import { operators } from "@/db/schema/operators";
import { orderContacts, orders } from "@/db/schema/orders";
import type { Operator } from "@/lib/access/types";
import { firstId, idOf, type MemberId, parseId, uuidOf } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { type Currency, money } from "@/lib/kernel/money";
import { listOrderNumbers } from "@/lib/order/queries";
import { likeLiteral, PAGE_MAX, readOrderSearch } from "./rules";
import type { DayFigures, LinkFigures, MemberFilter, MemberRow, OpenAlert, OrderFilter, OrderRow, Outstanding, Page, Period, PeriodFigures, TrailFilter, TrailRow } from "./types";

/** What people see of a name, in SQL: the index of names is on this very expression. */
const fullName = (of: typeof members) => sql<string>`(${of.firstName} || ' ' || ${of.lastName})`;

function pageOf<Row>(found: readonly Row[], limit: number): Page<Row> {
  return { rows: found.slice(0, limit), more: found.length > limit };
}

function bounded(limit: number): number {
  invariant(limit >= 1 && limit <= PAGE_MAX, "a page is bounded");
  return limit;
}

// ---- orders

/** A page of orders, newest first. Ask for the right `orders` first. */
export async function listOrders(reader: Reader, _by: Operator, filter: OrderFilter & { readonly currency: Currency }): Promise<Page<OrderRow>> {
  const limit = bounded(filter.limit);
  const sponsor = alias(members, "sponsor");
  const rows = await reader
    .select({
      id: orders.id, number: orders.number, placedAt: orders.placedAt, status: orders.status, stage: orders.stage, currency: orders.currency,
      name: orderContacts.name, total: orders.totalMinor, pool: orders.poolMinor,
      sponsor: sql<string | null>`nullif(trim(${sponsor.firstName} || ' ' || ${sponsor.lastName}), '')`,
      refunded: sql<string>`(select coalesce(sum(r.goods_minor + r.shipping_minor), 0) from refunds r where r.order_id = ${orders.id} and r.status <> 'cancelled' and r.kind <> 'late_payment')`,
    })
    .from(orders)
    .leftJoin(orderContacts, eq(orderContacts.orderId, orders.id))
    .leftJoin(sponsor, eq(sponsor.id, orders.sponsorId))
    .where(and(
      filter.status && eq(orders.status, filter.status),
      filter.stage && eq(orders.stage, filter.stage),
      filter.buyer && eq(orders.buyerId, filter.buyer),
      filter.from && gte(orders.id, firstId("order", filter.from)),
      filter.until && lt(orders.id, firstId("order", filter.until)),
      filter.before && lt(orders.id, filter.before),
      foundBy(filter),
    ))
    .orderBy(desc(orders.id))
    .limit(limit + 1);
  return pageOf(
    rows.map(({ currency, total, refunded, pool, ...row }): OrderRow => ({ ...row, total: money(total, currency), refunded: money(BigInt(refunded), currency), pool: money(pool, currency) })),
    limit,
  );
}

/** The condition of a search. Rows of contacts are found in their own table first, by an index, before orders are. */
function foundBy({ search, currency }: { readonly search?: string | undefined; readonly currency: Currency }): SQL | undefined {
  const wanted = readOrderSearch(search ?? "", currency);
  if (wanted === null) return undefined;
  if (wanted.by === "number") return like(orders.number, `${likeLiteral(wanted.prefix)}%`);
  if (wanted.by === "amount") return eq(orders.totalMinor, wanted.minor);
  const contact = wanted.by === "address" ? like(sql`contact.email`, `${likeLiteral(wanted.prefix)}%`) : ilike(sql`contact.name`, `%${likeLiteral(wanted.text)}%`);
  return sql`${orders.id} in (select contact.order_id from ${orderContacts} contact where ${contact})`;
}

// ---- members

/** A page of members, newest first. Ask for the right `members` first. */
export async function listMembers(reader: Reader, _by: Operator, filter: MemberFilter): Promise<Page<MemberRow>> {
  const limit = bounded(filter.limit);
  const parent = alias(members, "parent");
  const rows = await reader
    .select({
      id: members.id, role: members.role, status: members.status, firstName: members.firstName, lastName: members.lastName, email: members.email,
      createdAt: members.createdAt, handle: handles.handle,
      parent: sql<string | null>`nullif(trim(${parent.firstName} || ' ' || ${parent.lastName}), '')`,
    })
    .from(members)
    .leftJoin(handles, and(eq(handles.memberId, members.id), handles.current))
    .leftJoin(parent, eq(parent.id, members.parentId))
    .where(and(
      filter.role && eq(members.role, filter.role),
      filter.status && eq(members.status, filter.status),
      filter.before && lt(members.id, filter.before),
      memberFoundBy(filter.search ?? ""),
    ))
    .orderBy(desc(members.id))
    .limit(limit + 1);
  return pageOf(rows, limit);
}

function memberFoundBy(typed: string): SQL | undefined {
  const text = typed.trim();
  if (text === "") return undefined;
  const id = parseId("member", text);
  if (id !== null) return eq(members.id, id);
  if (text.includes("@")) return like(members.email, `${likeLiteral(text.toLowerCase())}%`);
  // Each in its own index; one of them would make the others a scan of the whole table if they stood in one condition.
  return sql`${members.id} in (
    select m.id from ${members} m where (m.first_name || ' ' || m.last_name) ilike ${`%${likeLiteral(text)}%`}
    union all select h.member_id from ${handles} h where h.handle like ${`${likeLiteral(text.toLowerCase())}%`}
    union all select e.id from ${members} e where e.external_id = ${text})`;
}

// ---- the trail

/** A page of the trail, newest first. Ask for the right `trail` first. */
export async function listTrail(reader: Reader, _by: Operator, filter: TrailFilter): Promise<Page<TrailRow>> {
  const limit = bounded(filter.limit);
  const before = filter.before === undefined ? null : parseId("trail", filter.before);
  const rows = await reader
    .select({
      id: trail.id, actor: trail.actor, action: trail.action, subject: trail.subject, before: trail.before, after: trail.after, occurredAt: trail.occurredAt,
      reason: trailNotes.text,
    })
    .from(trail)
    .leftJoin(trailNotes, eq(trailNotes.trailId, trail.id))
    .where(and(
      filter.actor ? eq(trail.actor, filter.actor) : undefined,
      filter.action ? like(trail.action, `${likeLiteral(filter.action)}%`) : undefined,
      filter.subject ? eq(trail.subject, filter.subject) : undefined,
      filter.text ? ilike(trailNotes.text, `%${likeLiteral(filter.text)}%`) : undefined,
      filter.from && gte(trail.occurredAt, filter.from),
      filter.until && lt(trail.occurredAt, filter.until),
      before ? lt(trail.id, before) : undefined,
    ))
    .orderBy(desc(trail.id))
    .limit(limit + 1);
  const [names, numbers] = await Promise.all([
    namesOf(reader, rows.flatMap(({ actor, subject }) => [parseId("member", actor) ?? [], parseId("member", subject) ?? []].flat())),
    listOrderNumbers(reader, rows.flatMap(({ subject }) => parseId("order", subject) ?? [])),
  ]);
  return pageOf(rows.map((row) => ({ ...row, actorName: names.get(row.actor) ?? null, subjectName: names.get(row.subject) ?? null, orderNumber: numbers.get(row.subject) ?? null })), limit);
}

/** Everybody who is or was an operator, to choose whose deeds to see. Ask for the right `trail` first. */
export async function listActors(reader: Reader, _by: Operator): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const rows = await reader.selectDistinct({ id: members.id, name: fullName(members) }).from(operators).innerJoin(members, eq(members.id, operators.memberId)).limit(bounded(PAGE_MAX));
  return rows.map(({ id, name }) => ({ id, name: name.trim() || id })).sort((a, b) => a.name.localeCompare(b.name));
}

/** First and last names by id; members without one are left out. */
export async function namesOf(reader: Reader, ids: readonly MemberId[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await reader.select({ id: members.id, name: fullName(members) }).from(members).where(inArray(members.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, name }): [string, string] => [id, name.trim()]).filter(([, name]) => name !== ""));
}

// ---- numbers of a period

type Scope = Period & { readonly currency: Currency; readonly timeZone: string };

/** What happened in a period. Ask for the right `orders` first. */
export async function readFigures(reader: Reader, _by: Operator, { from, until, currency }: Scope): Promise<PeriodFigures> {
  const [row] = await reader.execute<Record<"sales" | "cash_back" | "viral_sales" | "refunded", string> & Record<"orders" | "viral" | "buyers" | "sharers" | "new_buyers" | "brought", number>>(sql`
    with paid as materialized (
      select id, buyer_id, sponsor_id, stage, goods_minor, part_buyer_minor + part_sharer_minor + part_distributor_minor as paid_out, paid_at
      from orders where paid_at >= ${from.toISOString()} and paid_at < ${until.toISOString()} and status in ('paid', 'fulfilled') and currency = ${currency}
    ), buyers as (
      select buyer_id, min(paid_at) as first_here, (array_agg(stage order by paid_at, id))[1] as first_stage from paid group by buyer_id
    ), fresh as materialized (
      select first_stage from buyers b where not exists (
        select from orders o where o.buyer_id = b.buyer_id and o.paid_at < b.first_here and o.status in ('paid', 'fulfilled'))
    )
    select (select count(*)::int from paid) as orders,
           (select coalesce(sum(goods_minor), 0) from paid) as sales,
           (select coalesce(sum(paid_out), 0) from paid) as cash_back,
           (select count(*)::int from paid where stage = 'viral') as viral,
           (select coalesce(sum(goods_minor), 0) from paid where stage = 'viral') as viral_sales,
           (select count(*)::int from buyers) as buyers,
           (select count(distinct sponsor_id)::int from paid where stage in ('viral', 'direct')) as sharers,
           (select count(*)::int from fresh) as new_buyers,
           (select count(*)::int from fresh where first_stage = 'viral') as brought,
           (select coalesce(sum(goods_minor + shipping_minor), 0) from refunds
             where accepted_at >= ${from.toISOString()} and accepted_at < ${until.toISOString()} and status <> 'cancelled' and kind <> 'late_payment' and currency = ${currency}) as refunded`);
  invariant(row !== undefined, "a sum is one row");
  const sum = (minor: string) => money(BigInt(minor), currency);
  return {
    orders: row.orders, sales: sum(row.sales), cashBack: sum(row.cash_back), viralOrders: row.viral, viralSales: sum(row.viral_sales), refunded: sum(row.refunded),
    buyers: row.buyers, newBuyers: row.new_buyers, returningBuyers: row.buyers - row.new_buyers, broughtByCustomers: row.brought, sharers: row.sharers,
  };
}

/** Paid sales by day of the company's time zone; days without a sale are there with zeros. */
export async function listDays(reader: Reader, _by: Operator, { from, until, currency, timeZone }: Scope): Promise<DayFigures[]> {
  const rows = await reader.execute<{ day: string; sales: string; viral: string; orders: number }>(sql`
    with days as (
      select generate_series((${from.toISOString()}::timestamptz at time zone ${timeZone})::date, ((${until.toISOString()}::timestamptz - interval '1 microsecond') at time zone ${timeZone})::date, interval '1 day')::date as day
    ), sold as (
      select (paid_at at time zone ${timeZone})::date as day, sum(goods_minor) as sales, coalesce(sum(goods_minor) filter (where stage = 'viral'), 0) as viral, count(*) as orders
      from orders where paid_at >= ${from.toISOString()} and paid_at < ${until.toISOString()} and status in ('paid', 'fulfilled') and currency = ${currency} group by 1
    )
    select days.day::text as day, coalesce(sales, 0)::text as sales, coalesce(viral, 0)::text as viral, coalesce(orders, 0)::int as orders from days left join sold using (day) order by 1`);
  return rows.map(({ day, sales, viral, orders: n }) => ({ day, sales: BigInt(sales), viral: BigInt(viral), orders: n }));
}

type LinksFilter = Scope & { /** The last one of the page before. */ readonly after?: { readonly member: MemberId; readonly minor: bigint } | undefined; readonly limit: number };

/** A page by key of the members whose links sold in a period, those that sold most first. */
export async function listBestLinks(reader: Reader, _by: Operator, { from, until, currency, after, limit }: LinksFilter): Promise<LinkFigures[]> {
  const next = after === undefined ? sql`` : sql`having (-sum(goods_minor), sponsor_id) > (-${after.minor.toString()}::bigint, ${uuidOf(after.member)}::uuid)`;
  const rows = await reader.execute<{ id: string; name: string; handle: string | null; role: LinkFigures["role"]; orders: number; sales: string }>(sql`
    select m.id, trim(m.first_name || ' ' || m.last_name) as name, h.handle, m.role, s.orders, s.sales
    from (select sponsor_id, count(*)::int as orders, sum(goods_minor) as sales from orders
          where paid_at >= ${from.toISOString()} and paid_at < ${until.toISOString()} and status in ('paid', 'fulfilled') and stage in ('direct', 'viral') and currency = ${currency}
          group by sponsor_id ${next} order by sum(goods_minor) desc, sponsor_id limit ${bounded(limit)}) s
    join members m on m.id = s.sponsor_id
    left join handles h on h.member_id = m.id and h.current
    order by s.sales desc, m.id`);
  return rows.map(({ id, name, handle, role, orders: n, sales }) => ({ member: idOf("member", id), name, handle, role, orders: n, sales: money(BigInt(sales), currency) }));
}

/** What the company owes its members now. Balances below zero lower it. Ask for the right `ledger` or `orders` first. */
export async function readOutstanding(reader: Reader, _by: Operator, currency: Currency): Promise<Outstanding> {
  const [row] = await reader
    .select({
      credit: sql<string>`coalesce(sum(${ledgerAccounts.balanceMinor}) filter (where ${ledgerAccounts.account} in ('credit_available', 'credit_held')), 0)`,
      earnings: sql<string>`coalesce(sum(${ledgerAccounts.balanceMinor}) filter (where ${ledgerAccounts.account} in ('earnings_available', 'earnings_held')), 0)`,
    })
    .from(ledgerAccounts)
    .where(eq(ledgerAccounts.currency, currency));
  invariant(row !== undefined, "a sum is one row");
  return { credit: money(BigInt(row.credit), currency), earnings: money(BigInt(row.earnings), currency) };
}

/** A page by key of what an operator must look at, the oldest first. Ask for the right `orders` first. */
export async function listOpenAlerts(reader: Reader, _by: Operator, { after, limit }: { readonly after?: OpenAlert["id"] | undefined; readonly limit: number }): Promise<Page<OpenAlert>> {
  const next = after && sql`(${alerts.createdAt}, ${alerts.id}) > (select last.created_at, last.id from ${alerts} last where last.id = ${sql.param(after, alerts.id)})`;
  const rows = await reader
    .select({ id: alerts.id, kind: alerts.kind, number: orders.number, createdAt: alerts.createdAt })
    .from(alerts)
    .leftJoin(orders, eq(orders.id, alerts.orderId))
    .where(and(isNull(alerts.closedAt), next))
    .orderBy(asc(alerts.createdAt), asc(alerts.id))
    .limit(bounded(limit) + 1);
  return pageOf(rows, limit);
}

/** How many things an operator must look at. Ask for the right `orders` first. */
export async function countOpenAlerts(reader: Reader, _by: Operator): Promise<number> {
  return reader.$count(alerts, isNull(alerts.closedAt));
}
