import "server-only";
import { sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import type { Operator } from "@/lib/access/types";
import { firstId, uuidOf } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { type Currency, money } from "@/lib/kernel/money";
import type { Period } from "../types";
import { COHORT_DAYS, type Cohort, type Compared, type Comparison, type DayRow, type Days, type ForwardingHealth, type Funnel } from "./types";

/** The longest period that is shown, in days. */
export const DAYS_MAX = 1_100;
/** How many months of first purchases are followed. */
const COHORTS = 8;

type Scope = Period & { readonly currency: Currency; readonly timeZone: string };
type Wish = Days & { readonly compare: Comparison; readonly timeZone: string };

/** Calendar days as moments of the company's time zone, and the days that they are held against. */
export async function readCompared(reader: Reader, { from, to, compare, timeZone }: Wish): Promise<Compared> {
  const [start, end] = [sql`${from}::date`, sql`${to}::date`];
  const shifted = (day: typeof start) => (compare === "year" ? sql`(${day} - interval '1 year')::date` : sql`(${day} - (${end} - ${start} + 1))`);
  const moment = (day: typeof start) => sql`((${day})::timestamp at time zone ${timeZone})::text`;
  const [row] = await reader.execute<Record<"a" | "b" | "c" | "d" | "then_from" | "then_to", string> & { days: number }>(sql`
    select ${moment(start)} as a, ${moment(sql`${end} + 1`)} as b, ${moment(shifted(start))} as c, ${moment(sql`${shifted(end)} + 1`)} as d, (${shifted(start)})::text as then_from, (${shifted(end)})::text as then_to, (${end} - ${start} + 1)::int as days`);
  invariant(row !== undefined && row.days >= 1 && row.days <= DAYS_MAX, "a period is bounded");
  return { now: { from: new Date(row.a), until: new Date(row.b) }, then: { from: new Date(row.c), until: new Date(row.d) }, days: { from, to }, thenDays: { from: row.then_from, to: row.then_to } };
}

/** The company's day of a moment, and the day so many days before it. */
export async function readLastDays(reader: Reader, { at, days, timeZone }: { readonly at: Date; readonly days: number; readonly timeZone: string }): Promise<Days> {
  const today = sql`(${at.toISOString()}::timestamptz at time zone ${timeZone})::date`;
  const [row] = await reader.execute<{ from: string; to: string }>(sql`select (${today} - ${days - 1}::int)::text as from, ${today}::text as to`);
  invariant(row !== undefined, "a day is a row");
  return row;
}

/** What became of the visits through members' links. Ask for the right `orders` first. */
export async function readFunnel(reader: Reader, _by: Operator, { from, until, days }: Period & { readonly days: Days }): Promise<Funnel> {
  const [row] = await reader.execute<Record<keyof Funnel, number>>(sql`
    select (select coalesce(sum(count), 0)::int from share_days where day between ${days.from}::date and ${days.to}::date and event = 'visit') as visits,
           (select coalesce(sum(count), 0)::int from share_days where day between ${days.from}::date and ${days.to}::date and event = 'cart') as carts,
           placed, paid
    from (select count(*)::int as placed, (count(*) filter (where status in ('paid', 'fulfilled')))::int as paid from orders
          where placed_at >= ${from.toISOString()} and placed_at < ${until.toISOString()} and id >= ${uuidOf(firstId("order", from))}::uuid and shop_member_id is not null) o`);
  invariant(row !== undefined, "a sum is one row");
  return row;
}

/** Who bought for the first time in the last months, and how many of them came back. Ask for the right `orders` first. */
export async function listCohorts(reader: Reader, _by: Operator, { at, currency, timeZone }: { readonly at: Date; readonly currency: Currency; readonly timeZone: string }): Promise<Cohort[]> {
  const moment = sql`${at.toISOString()}::timestamptz`;
  const since = sql`((date_trunc('month', ${moment} at time zone ${timeZone}) - ${COHORTS - 1} * interval '1 month') at time zone ${timeZone})`;
  const back = (days: number) => sql`count(*) filter (where second_at <= first_at + ${days} * interval '1 day')::int`;
  // A cohort says a number of days once its youngest member has had them.
  const old = (days: number) => sql`(date_trunc('month', min(first_at) at time zone ${timeZone}) + interval '1 month') at time zone ${timeZone} + ${days} * interval '1 day' <= ${moment}`;
  const columns = sql.join(COHORT_DAYS.map((days) => sql`case when ${old(days)} then ${back(days)} end`), sql`, `);
  const rows = await reader.execute<{ month: string; buyers: number; within: (number | null)[] }>(sql`
    with bought as (
      select buyer_id, paid_at, row_number() over (partition by buyer_id order by paid_at, id) as nth
      from orders where paid_at is not null and paid_at <= ${moment} and status in ('paid', 'fulfilled') and currency = ${currency}
    ), people as (
      select buyer_id, min(paid_at) filter (where nth = 1) as first_at, min(paid_at) filter (where nth = 2) as second_at
      from bought where nth <= 2 group by buyer_id
    )
    select to_char(first_at at time zone ${timeZone}, 'YYYY-MM') as month, count(*)::int as buyers, json_build_array(${columns}) as within
    from people where first_at >= ${since} group by 1 order by 1`);
  return rows.map(({ month, buyers, within }) => ({ month, buyers, within }));
}

/** How the facts of a period reached the commission system. Ask for the right `orders` first. */
export async function readForwardingHealth(reader: Reader, _by: Operator, { from, until }: Period): Promise<ForwardingHealth> {
  const id = (at: Date) => sql`${uuidOf(firstId("message", at))}::uuid`;
  const [row] = await reader.execute<{ sent: number; open: number; median: number | null; failed: number; attempts: number; broken: string | null; paused: boolean }>(sql`
    select t.*, d.failed, d.attempts, s.broken, coalesce(s.paused, false) as paused
    from (select count(f.message_id)::int as sent, (count(*) - count(f.message_id))::int as open,
                 (percentile_cont(0.5) within group (order by extract(epoch from f.at - o.created_at) * 1000))::float8 as median
          from outbox o left join forwarded f on f.message_id = o.id
          where o.id >= ${id(from)} and o.id < ${id(until)} and (o.topic like 'sale.%' or o.topic like 'member.%')) t,
         (select (count(*) filter (where outcome not in ('accepted', 'duplicate')))::int as failed, count(*)::int as attempts from deliveries where id >= ${id(from)} and id < ${id(until)}) d
    left join lateral (select min(broken_since)::text as broken, bool_or(paused_at is not null) as paused from destinations) s on true`);
  invariant(row !== undefined, "a sum is one row");
  const { broken, median, ...counts } = row;
  return { ...counts, medianMs: median, brokenSince: broken === null ? null : new Date(broken) };
}

/** The figures of a period day by day, for a file; days without a sale are there with zeros. Ask for the right `orders` first. */
export async function listDayRows(reader: Reader, _by: Operator, { from, until, currency, timeZone, days }: Scope & { readonly days: Days }): Promise<DayRow[]> {
  const own = sql`at time zone ${timeZone})::date`;
  const within = (column: ReturnType<typeof sql>) => sql`${column} >= ${from.toISOString()} and ${column} < ${until.toISOString()}`;
  const rows = await reader.execute<Record<"day" | "sales" | "viral" | "cash_back" | "refunded", string> & Record<"orders" | "visits" | "new_buyers", number>>(sql`
    with days as (select generate_series(${days.from}::date, ${days.to}::date, interval '1 day')::date as day),
    sold as (
      select (paid_at ${own} as day, count(*)::int as orders, sum(goods_minor) as sales, coalesce(sum(goods_minor) filter (where stage = 'viral'), 0) as viral,
             sum(part_buyer_minor + part_sharer_minor + part_distributor_minor) as cash_back,
             (count(distinct o.buyer_id) filter (where not exists (select from orders e where e.buyer_id = o.buyer_id and e.paid_at < o.paid_at and e.status in ('paid', 'fulfilled'))))::int as new_buyers
      from orders o where ${within(sql`paid_at`)} and status in ('paid', 'fulfilled') and currency = ${currency} group by 1
    ), returned as (
      select (accepted_at ${own} as day, sum(goods_minor + shipping_minor) as refunded from refunds
      where ${within(sql`accepted_at`)} and status <> 'cancelled' and kind <> 'late_payment' and currency = ${currency} group by 1
    ), seen as (select day, sum(count)::int as visits from share_days where day between ${days.from}::date and ${days.to}::date and event = 'visit' group by 1)
    select days.day::text as day, coalesce(orders, 0) as orders, coalesce(sales, 0)::text as sales, coalesce(viral, 0)::text as viral, coalesce(cash_back, 0)::text as cash_back, coalesce(refunded, 0)::text as refunded,
           coalesce(visits, 0) as visits, coalesce(new_buyers, 0) as new_buyers
    from days left join sold using (day) left join returned using (day) left join seen using (day) order by 1`);
  const sum = (minor: string) => money(BigInt(minor), currency);
  return rows.map((row) => ({ day: row.day, orders: row.orders, sales: sum(row.sales), viral: sum(row.viral), cashBack: sum(row.cash_back), refunded: sum(row.refunded), visits: row.visits, newBuyers: row.new_buyers }));
}
