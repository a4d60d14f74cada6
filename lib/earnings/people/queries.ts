import "server-only";
import { sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { idOf, type MemberId, uuidOf } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { money } from "@/lib/kernel/money";
import { pgArray } from "@/lib/kernel/pg";
import { listNamed } from "@/lib/privacy/queries";
import { listPeople } from "../queries";
import { DORMANT_AFTER_DAYS, isDormant, shortName } from "../rules";
import type { Book, Branch, CustomerOrder, CustomerRow, Person } from "../types";

const PAGE_MAX = 100;
/** Chains of customers are followed so far up; a real one has some dozens. */
const PATH_MAX = 1_000;

type Row = { id: string; orders: number; earned: string; brought: number; brought_minor: string; first_at: string | null; last_at: string | null };
type PeoplePage = { readonly by: CustomerOrder; readonly after: MemberId | null; readonly limit: number; readonly now: Date };

/** The order of a list, and what its page begins after: what the index of the same name holds. With the table's name: the answer has texts of the same names. */
const ORDERS = {
  last: { column: sql.raw("earning_customers.last_at"), way: sql.raw("desc"), beyond: sql.raw("<"), only: sql.raw("last_at is not null") },
  dormant: { column: sql.raw("earning_customers.last_at"), way: sql.raw("desc"), beyond: sql.raw("<"), only: sql.raw("last_at is not null") },
  earned: { column: sql.raw("earning_customers.earned_minor"), way: sql.raw("desc"), beyond: sql.raw("<"), only: sql.raw("true") },
  sharers: { column: sql.raw("earning_customers.brought_minor"), way: sql.raw("desc"), beyond: sql.raw("<"), only: sql.raw("brought_orders > 0") },
} as const;

/** A page of the people downstream, in one of four orders, after the last person of the page before. */
export async function listCustomers(reader: Reader, { owner, currency }: Book, { by, after, limit, now }: PeoplePage): Promise<CustomerRow[]> {
  invariant(limit <= PAGE_MAX, "a page is bounded");
  const { column, way, beyond, only } = ORDERS[by];
  const dormant = new Date(now.getTime() - DORMANT_AFTER_DAYS * 86_400_000).toISOString();
  const rows = await reader.execute<Row>(sql`
    select customer_id as id, orders, (earned_minor - taken_back_minor)::text as earned, brought_orders as brought, brought_minor::text, first_at::text, last_at::text
    from earning_customers
    where owner_id = ${uuidOf(owner)}::uuid and currency = ${currency} and ${only}
      and (${by !== "dormant"} or last_at < ${dormant}::timestamptz)
      and ${after === null ? sql`true` : sql`(${column}, customer_id) ${beyond} (select ${column}, customer_id from earning_customers where owner_id = ${uuidOf(owner)}::uuid and currency = ${currency} and customer_id = ${uuidOf(after)}::uuid)`}
    order by ${column} ${way}, customer_id ${way} limit ${limit}`);
  const ids = rows.map(({ id }) => idOf("member", id));
  const parents = await listParents(reader, ids);
  const people = await listPeople(reader, [...ids, ...parents.values()]);
  const named = await listNamed(reader, ids);
  return rows.map((row): CustomerRow => {
    const id = idOf("member", row.id);
    const parent = parents.get(id) ?? null;
    const lastAt = row.last_at === null ? null : new Date(row.last_at);
    return {
      person: people.get(id) ?? { id, name: "" },
      contact: named.get(id) ?? null,
      broughtBy: parent === null || parent === owner ? null : (people.get(parent) ?? { id: parent, name: "" }),
      orders: row.orders, earned: money(BigInt(row.earned), currency), brought: row.brought, broughtEarned: money(BigInt(row.brought_minor), currency),
      firstAt: row.first_at === null ? null : new Date(row.first_at), lastAt, dormant: isDormant(lastAt, now),
    };
  });
}

async function listParents(reader: Reader, ids: readonly MemberId[]): Promise<ReadonlyMap<MemberId, MemberId>> {
  const rows = await reader.execute<{ id: string; parent: string }>(sql`
    select m.id, survivor(m.parent_id) as parent from members m where m.id = any (${pgArray(ids.map(uuidOf))}::uuid[]) and m.parent_id is not null`);
  return new Map(rows.map(({ id, parent }) => [idOf("member", id), idOf("member", parent)]));
}

/** How many people are downstream, how many of them dormant, and how many have brought somebody. */
export async function countCustomers(reader: Reader, { owner, currency }: Book, now: Date): Promise<{ readonly all: number; readonly dormant: number; readonly sharers: number }> {
  const dormant = new Date(now.getTime() - DORMANT_AFTER_DAYS * 86_400_000).toISOString();
  const [row] = await reader.execute<{ all: number; dormant: number; sharers: number }>(sql`
    select count(*)::int as all, (count(*) filter (where last_at < ${dormant}::timestamptz))::int as dormant, (count(*) filter (where brought_orders > 0))::int as sharers
    from earning_customers where owner_id = ${uuidOf(owner)}::uuid and currency = ${currency}`);
  return row ?? { all: 0, dormant: 0, sharers: 0 };
}

/** The people whom somebody brought, best first, and how many there are beyond the limit. */
export async function listBranches(reader: Reader, { owner, currency }: Book, wish: { readonly of: MemberId; readonly limit: number; readonly now: Date }): Promise<{ readonly branches: readonly Branch[]; readonly more: number }> {
  const { of, limit, now } = wish;
  const rows = await reader.execute<Row & { role: Branch["role"]; first: string; last: string; children: number; total: number }>(sql`
    with best as (
      select m.id, m.role, m.first_name as first, m.last_name as last, coalesce(c.orders, 0) as orders, coalesce(c.earned_minor - c.taken_back_minor, 0)::text as earned,
        0 as brought, '0' as brought_minor, null as first_at, c.last_at::text, (count(*) over ())::int as total, coalesce(c.earned_minor, 0) + coalesce(c.brought_minor, 0) as worth
      from members m left join earning_customers c on c.owner_id = ${uuidOf(owner)}::uuid and c.currency = ${currency} and c.customer_id = m.id
      where m.parent_id = ${uuidOf(of)}::uuid
      order by worth desc, m.id limit ${limit}
    ) select best.*, (select count(*)::int from members k where k.parent_id = best.id) as children from best order by worth desc, id`);
  const branches = rows.map((row): Branch => {
    const lastAt = row.last_at === null ? null : new Date(row.last_at);
    const person = { id: idOf("member", row.id), name: shortName(row.first, row.last) };
    return { person, role: row.role, earned: money(BigInt(row.earned), currency), orders: row.orders, lastAt, dormant: isDormant(lastAt, now), children: row.children };
  });
  return { branches, more: (rows[0]?.total ?? 0) - rows.length };
}

/** From the distributor down to somebody, both included; null for somebody who is not downstream of them. Never looks past another distributor. */
export async function findPath(reader: Reader, owner: MemberId, person: MemberId): Promise<Person[] | null> {
  const rows = await reader.execute<{ id: string; first: string; last: string; role: string }>(sql`
    with recursive up (id, parent_id, first_name, last_name, role, step) as (
      select id, parent_id, first_name, last_name, role, 0 from members where id = ${uuidOf(person)}::uuid
      union all
      select m.id, m.parent_id, m.first_name, m.last_name, m.role, up.step + 1 from up join members m on m.id = up.parent_id
      where up.step < ${PATH_MAX} and up.id <> ${uuidOf(owner)}::uuid and (up.step = 0 or up.role = 'customer')
    ) select id, first_name as first, last_name as last, role from up order by step desc`);
  const path = rows.map(({ id, first, last }) => ({ id: idOf("member", id), name: shortName(first, last) }));
  // Who stands below another distributor is that distributor's.
  const between = rows.slice(1).some(({ role }) => role === "distributor");
  return path[0]?.id === owner && !between ? path : null;
}
