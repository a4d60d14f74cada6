import "server-only";
import { and, asc, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { members } from "@/db/schema/members";
import { consents } from "@/db/schema/notices";
import { type MemberId, uuidOf } from "@/lib/kernel/id";
import { DEFAULT_LOCALE, isLocale } from "@/lib/kernel/locale";
import { CURRENCIES } from "@/lib/kernel/money";
import type { ConsentPeriod, FilePart, FileRow, Profile } from "./types";

/** Rows of a part that are read at once. */
const PAGE = 500;
/** A person has fewer pages of anything. */
const PAGES_MAX = 4_000;
const PERIODS_MAX = 200;

/** What a member may correct; null for an id that nobody has. */
export async function findProfile(reader: Reader, member: MemberId): Promise<(Profile & { readonly email: string | null }) | null> {
  const [row] = await reader.select({ firstName: members.firstName, lastName: members.lastName, town: members.town, locale: members.locale, email: members.email }).from(members).where(eq(members.id, member));
  return row ? { ...row, locale: isLocale(row.locale) ? row.locale : DEFAULT_LOCALE } : null;
}

/** What a member agreed to and took back, the latest first; at most 200. */
export async function listConsents(reader: Reader, member: MemberId): Promise<readonly ConsentPeriod[]> {
  return reader.select({ kind: consents.kind, givenAt: consents.givenAt, withdrawnAt: consents.withdrawnAt }).from(consents)
    .where(eq(consents.memberId, member)).orderBy(desc(consents.givenAt), asc(consents.kind)).limit(PERIODS_MAX);
}

/** Those of these members who agree that their distributor knows them: whole name and address. DESIGN §9 */
export async function listNamed(reader: Reader, ids: readonly MemberId[]): Promise<ReadonlyMap<MemberId, { readonly name: string; readonly email: string }>> {
  if (ids.length === 0) return new Map();
  const agreed = sql`exists (select 1 from consents c where c.member_id = ${members.id} and c.kind = 'named' and c.withdrawn_at is null)`;
  const rows = await reader.select({ id: members.id, firstName: members.firstName, lastName: members.lastName, email: members.email }).from(members).where(and(inArray(members.id, [...ids]), agreed));
  return new Map(rows.flatMap(({ id, firstName, lastName, email }) => (email === null ? [] : [[id, { name: `${firstName} ${lastName}`.trim(), email }]])));
}

/**
 * A part of the file that the house keeps on a member, row after row, however long: every cell is text, moments are UTC (ISO 8601),
 * amounts decimal numbers of the currency beside them. GDPR, articles 15 and 20
 */
export async function* readPart(reader: Reader, member: MemberId, part: FilePart): AsyncGenerator<FileRow> {
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const rows = await reader.execute<FileRow>(sql`select * from (${PARTS[part](sql`${uuidOf(member)}::uuid`)}) as part offset ${page * PAGE} limit ${PAGE}`);
    for (const row of rows) yield row;
    if (rows.length < PAGE) return;
  }
}

/** The columns of a part, in their order: also when it has no row. */
export const PART_COLUMNS = {
  profile: ["member", "role", "status", "email", "first_name", "last_name", "town", "language", "handles", "shop_words", "favourites", "picture", "listed", "commission_id", "came_by", "since", "opened", "bound_until"],
  orders: ["number", "placed", "paid", "sent", "state", "goods", "shipping", "total", "by_wallet", "by_card", "currency", "email", "name", "phone", "street", "street2", "postal_code", "city", "country"],
  goods: ["number", "title", "choice", "quantity", "unit_price", "sum", "currency"],
  withdrawals: ["number", "declared", "name", "email", "proof"],
  documents: ["number", "kind", "document", "issued"],
  consents: ["kind", "given", "withdrawn"],
  devices: ["device", "since", "until"],
  answers: ["at", "kind", "whom", "number"],
  settings: ["kind", "channel", "wanted"],
  applications: ["at", "state", "motive"],
  links: ["link", "label", "since"],
  visits: ["day", "product", "kind", "count"],
  payouts: ["requested", "state", "amount", "currency", "iban", "holder"],
} as const satisfies Readonly<Record<FilePart, readonly string[]>>;
export type PartColumn = (typeof PART_COLUMNS)[FilePart][number];

const moment = (column: string) => sql.raw(`coalesce(to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), '')`);
const DIGITS = Object.entries(CURRENCIES).map(([currency, { digits }]) => `when '${currency}' then ${digits}`).join(" ");
const amount = (column: string, currency: string) => sql.raw(`round(${column}::numeric / power(10::numeric, case ${currency} ${DIGITS} end), case ${currency} ${DIGITS} end)::text`);

/** Each part's rows, text in every column and in a fixed order. Others are named by what they let the world see: a first name and an initial. */
const PARTS: Readonly<Record<FilePart, (member: SQL) => SQL>> = {
  profile: (member) => sql`
    select 'mem_' || replace(m.id::text, '-', '') as member, m.role::text, m.status::text, coalesce(m.email, '') as email, m.first_name, m.last_name, m.town, m.locale as language,
      coalesce((select string_agg(h.handle, ' ' order by h.current desc, h.created_at desc) from handles h where h.member_id = m.id), '') as handles,
      coalesce(m.words ->> m.locale, m.words ->> 'fr', '') as shop_words, coalesce((select string_agg(f, ' ') from jsonb_array_elements_text(m.favourites) f), '') as favourites, coalesce(m.picture, '') as picture,
      m.listed::text, coalesce(m.external_id, '') as commission_id, coalesce(trim(p.first_name || ' ' || case when p.last_name = '' then '' else left(p.last_name, 1) || '.' end), '') as came_by,
      ${moment("m.created_at")} as since, ${moment("m.claimed_at")} as opened, ${moment("m.binding_until")} as bound_until
    from members m left join members p on p.id = m.parent_id where m.id = ${member}`,
  orders: (member) => sql`
    select o.number, ${moment("o.placed_at")} as placed, ${moment("o.paid_at")} as paid, ${moment("o.fulfilled_at")} as sent, o.status::text as state,
      ${amount("o.goods_minor", "o.currency")} as goods, ${amount("o.shipping_minor", "o.currency")} as shipping, ${amount("o.total_minor", "o.currency")} as total,
      ${amount("o.credit_minor", "o.currency")} as by_wallet, ${amount("o.card_minor", "o.currency")} as by_card, o.currency::text,
      coalesce(c.email, '') as email, coalesce(c.name, '') as name, coalesce(c.phone, '') as phone, coalesce(c.street, '') as street, coalesce(c.street2, '') as street2, coalesce(c.postal_code, '') as postal_code, coalesce(c.city, '') as city, coalesce(c.country, '')::text as country
    from orders o left join order_contacts c on c.order_id = o.id where o.buyer_id = ${member} order by o.id`,
  goods: (member) => sql`
    select o.number, coalesce(l.title ->> o.locale, l.title ->> 'fr', '') as title, coalesce(l.choice ->> o.locale, l.choice ->> 'fr', '') as choice, l.quantity::text,
      ${amount("l.unit_minor", "o.currency")} as unit_price, ${amount("l.goods_minor", "o.currency")} as sum, o.currency::text
    from orders o join order_lines l on l.order_id = o.id where o.buyer_id = ${member} order by o.id, l.position`,
  withdrawals: (member) => sql`
    select o.number, ${moment("w.declared_at")} as declared, coalesce(c.name, '') as name, coalesce(c.email, '') as email, coalesce(c.proof, '') as proof
    from withdrawals w join orders o on o.id = w.order_id left join withdrawal_contacts c on c.withdrawal_id = w.id where o.buyer_id = ${member} order by w.id`,
  documents: (member) => sql`
    select o.number, i.kind::text, i.number as document, ${moment("i.issued_at")} as issued from invoices i join orders o on o.id = i.order_id where o.buyer_id = ${member} order by i.id`,
  consents: (member) => sql`select kind, ${moment("given_at")} as given, ${moment("withdrawn_at")} as withdrawn from consents where member_id = ${member} order by id`,
  devices: (member) => sql`select device, ${moment("created_at")} as since, ${moment("expires_at")} as until from sessions where member_id = ${member} order by created_at`,
  answers: (member) => sql`
    select ${moment("e.occurred_at")} as at, e.kind, coalesce(trim(t.first_name || ' ' || case when t.last_name = '' then '' else left(t.last_name, 1) || '.' end), '') as whom, coalesce(o.number, '') as number
    from attribution_events e left join members t on t.id = e.to_id left join orders o on o.id = e.order_id where e.member_id = ${member} order by e.id`,
  settings: (member) => sql`select kind, channel, wanted::text from notice_settings where member_id = ${member} order by kind, channel`,
  applications: (member) => sql`select ${moment("created_at")} as at, status as state, motive from applications where member_id = ${member} order by id`,
  links: (member) => sql`select handle as link, label, ${moment("created_at")} as since from campaign_links where member_id = ${member} order by created_at, handle`,
  visits: (member) => sql`select day::text, product, event::text as kind, count::text from share_days where member_id = ${member} order by day, product, event`,
  payouts: (member) => sql`
    select ${moment("p.requested_at")} as requested, p.status::text as state, ${amount("p.amount_minor", "p.currency")} as amount, p.currency::text, coalesce(d.iban, '') as iban, coalesce(d.holder, '') as holder
    from payouts p left join payout_destinations d on d.member_id = p.member_id where p.member_id = ${member} order by p.id`,
};
