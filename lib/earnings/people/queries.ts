import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { idOf, type MemberId, uuidOf } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { money } from "@/lib/kernel/money";
import { pgArray } from "@/lib/kernel/pg";
import { listNamed } from "@/lib/privacy/queries";
import { listPeople } from "../queries";
import { awakeSince, foldName, isDormant, LAST_CHARACTER, momentOf, shortName } from "../rules";
import { type Book, type Branch, CHILDREN_MAX, type CustomerOrder, type CustomerRow, type Person } from "../types";

const PAGE_MAX = 100;
/** Chains of customers are followed so far up; a real one has some dozens. */
const PATH_MAX = 1_000;

type Row = { id: string; orders: number; earned: string; brought: number; brought_minor: string; first_at: string | null; last_at: string | null };
type PeoplePage = { readonly by: CustomerOrder; readonly after: MemberId | null; readonly limit: number; readonly now: Date };

const dormantBefore = (now: Date, { timeZone }: Book): Date => momentOf(`${awakeSince(now, timeZone)}T00:00:00`, timeZone);

/** The order of a list, and what its page begins after: what the index of the same name holds. With the table's name: the answer has texts of the same names. */
const ORDERS = {
  last: { column: sql.raw("earning_customers.last_at"), way: sql.raw("desc"), beyond: sql.raw("<"), only: sql.raw("last_at is not null") },
  dormant: { column: sql.raw("earning_customers.last_at"), way: sql.raw("desc"), beyond: sql.raw("<"), only: sql.raw("last_at is not null") },
  earned: { column: sql.raw("earning_customers.earned_minor"), way: sql.raw("desc"), beyond: sql.raw("<"), only: sql.raw("true") },
  sharers: { column: sql.raw("earning_customers.brought_minor"), way: sql.raw("desc"), beyond: sql.raw("<"), only: sql.raw("brought_orders > 0") },
} as const;

/** A page of the people downstream, in one of four orders, after the last person of the page before. */
export async function listCustomers(reader: Reader, book: Book, { by, after, limit, now }: PeoplePage): Promise<CustomerRow[]> {
  invariant(limit <= PAGE_MAX, "a page is bounded");
  const { owner, currency } = book;
  const { column, way, beyond, only } = ORDERS[by];
  const dormant = dormantBefore(now, book);
  const rows = await reader.execute<Row>(sql`
    select customer_id as id, orders, (earned_minor - taken_back_minor)::text as earned, brought_orders as brought, brought_minor::text, first_at::text, last_at::text
    from earning_customers
    where owner_id = ${uuidOf(owner)}::uuid and currency = ${currency} and ${only}
      and ${by === "dormant" ? sql`last_at < ${dormant.toISOString()}::timestamptz` : sql`true`}
      and ${after === null ? sql`true` : sql`(${column}, customer_id) ${beyond} (select ${column}, customer_id from earning_customers where owner_id = ${uuidOf(owner)}::uuid and currency = ${currency} and customer_id = ${uuidOf(after)}::uuid)`}
    order by ${column} ${way}, customer_id ${way} limit ${limit}`);
  return described(reader, book, { rows, dormant });
}

/** Those whose first name begins like this, in the order of the alphabet: as many as a page has. */
export async function searchCustomers(reader: Reader, book: Book, { text, limit, now }: { readonly text: string; readonly limit: number; readonly now: Date }): Promise<CustomerRow[]> {
  invariant(limit <= PAGE_MAX, "a page is bounded");
  const { owner, currency } = book;
  const key = foldName(text);
  const rows = await reader.execute<Row>(sql`
    select c.customer_id as id, c.orders, (c.earned_minor - c.taken_back_minor)::text as earned, c.brought_orders as brought, c.brought_minor::text, c.first_at::text, c.last_at::text
    from earning_names n join earning_customers c on c.owner_id = n.owner_id and c.currency = ${currency} and c.customer_id = n.customer_id
    where n.owner_id = ${uuidOf(owner)}::uuid and n.key ~>=~ ${key} and n.key ~<~ ${`${key}${LAST_CHARACTER}`}
    order by n.key using ~<~, n.customer_id limit ${limit}`);
  return described(reader, book, { rows, dormant: dormantBefore(now, book) });
}

async function described(reader: Reader, { owner, currency }: Book, { rows, dormant }: { readonly rows: readonly Row[]; readonly dormant: Date }): Promise<CustomerRow[]> {
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
      firstAt: row.first_at === null ? null : new Date(row.first_at), lastAt, dormant: isDormant(lastAt, dormant),
    };
  });
}

async function listParents(reader: Reader, ids: readonly MemberId[]): Promise<ReadonlyMap<MemberId, MemberId>> {
  const rows = await reader.execute<{ id: string; parent: string }>(sql`
    select m.id, survivor(m.parent_id) as parent from members m where m.id = any (${pgArray(ids.map(uuidOf))}::uuid[]) and m.parent_id is not null`);
  return new Map(rows.map(({ id, parent }) => [idOf("member", id), idOf("member", parent)]));
}

/** How many people are downstream, how many of them dormant, and how many have brought somebody: sums of days. */
export async function countCustomers(reader: Reader, { owner, currency, timeZone }: Book, now: Date): Promise<{ readonly all: number; readonly dormant: number; readonly sharers: number }> {
  const [row] = await reader.execute<{ all: number; dormant: number; sharers: number }>(sql`
    select coalesce(sum(people), 0)::int as all, coalesce(sum(people) filter (where day < ${awakeSince(now, timeZone)}::date and day > '-infinity'), 0)::int as dormant, coalesce(sum(sharers), 0)::int as sharers
    from earning_last_days where owner_id = ${uuidOf(owner)}::uuid and currency = ${currency}`);
  return row ?? { all: 0, dormant: 0, sharers: 0 };
}

type BranchRow = { parent: string; total: number; id: string; first: string; last: string; role: Branch["role"]; orders: number; earned: string; last_at: string | null; children: number };
export type Branches = { readonly branches: readonly Branch[]; readonly more: number };

/**
 * The people whom each of some members brought, best first, and how many there are beyond the limit: first those who bought or shared, then
 * those who have not yet. However many there are, a few of each are read.
 */
export async function listBranches(reader: Reader, book: Book, wish: { readonly of: readonly MemberId[]; readonly limit: number; readonly now: Date }): Promise<ReadonlyMap<MemberId, Branches>> {
  const { of, limit, now } = wish;
  invariant(of.length <= PAGE_MAX && limit <= PAGE_MAX, "a drawing is bounded");
  const mine = sql`c.owner_id = ${uuidOf(book.owner)}::uuid and c.currency = ${book.currency}`;
  const counted = (parent: SQL) => sql`(select count(*)::int from (select from members k where k.parent_id = ${parent} limit ${CHILDREN_MAX}) as kids)`;
  const rows = await reader.execute<BranchRow>(sql`
    select p.id as parent, t.total, b.id, m.first_name as first, m.last_name as last, m.role, b.orders, b.earned::text, b.last_at::text, ${counted(sql`b.id`)} as children
    from unnest(${pgArray(of.map(uuidOf))}::uuid[]) as p(id) cross join lateral ${counted(sql`p.id`)} as t(total) cross join lateral (
      with bought as (
        select c.customer_id as id, c.orders, c.earned_minor - c.taken_back_minor as earned, c.last_at, c.earned_minor + c.brought_minor as worth
        from earning_customers c where ${mine} and c.parent_id = p.id order by c.earned_minor + c.brought_minor desc, c.customer_id desc limit ${limit}
      )
      select * from bought
      union all (
        select m.id, 0, 0, null, -1 from members m
        where m.parent_id = p.id and not exists (select from earning_customers c where ${mine} and c.customer_id = m.id)
        limit (select ${limit}::int - count(*) from bought)
      )
    ) as b join members m on m.id = b.id
    order by b.worth desc, b.id desc`);
  const dormant = dormantBefore(now, book);
  const found = new Map<MemberId, { branches: Branch[]; more: number }>(of.map((id) => [id, { branches: [], more: 0 }]));
  for (const row of rows) {
    const lastAt = row.last_at === null ? null : new Date(row.last_at);
    const below = found.get(idOf("member", row.parent));
    below?.branches.push({
      person: { id: idOf("member", row.id), name: shortName(row.first, row.last) }, role: row.role, earned: money(BigInt(row.earned), book.currency), orders: row.orders,
      lastAt, dormant: isDormant(lastAt, dormant), children: row.children,
    });
    if (below) below.more = row.total - below.branches.length;
  }
  return found;
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
