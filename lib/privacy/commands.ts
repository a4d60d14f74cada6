import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { handles, members } from "@/db/schema/members";
import { consents } from "@/db/schema/notices";
import { type MemberId, newId, uuidOf } from "@/lib/kernel/id";
import { pgArray } from "@/lib/kernel/pg";
import { retiredHandle } from "@/lib/members/queries";
import type { ConsentKind, Profile } from "./types";

/** Corrects what a member is called and where they live; what is left out stays. The values are checked by `ProfileInput` before. GDPR, article 16 */
export async function correctProfile(tx: Tx, member: MemberId, profile: Partial<Profile>): Promise<void> {
  await tx.update(members).set(profile).where(eq(members.id, member));
}

/** Gives a consent or takes it back, with what it allows. Doing it twice writes once; a period that is over is never changed. GDPR, article 7 */
export async function setConsent(tx: Tx, member: MemberId, wish: { readonly kind: ConsentKind; readonly given: boolean; readonly at: Date }): Promise<void> {
  const { kind, given, at } = wish;
  await tx.select({ id: members.id }).from(members).where(eq(members.id, member)).for("no key update");
  const open = and(eq(consents.memberId, member), eq(consents.kind, kind), isNull(consents.withdrawnAt));
  const [inForce] = await tx.select({ id: consents.id }).from(consents).where(open);
  if (given && !inForce) await tx.insert(consents).values({ id: newId("consent", at.getTime()), memberId: member, kind, givenAt: at });
  if (!given && inForce) await tx.update(consents).set({ withdrawnAt: at }).where(open);
  if (kind === "listed") await tx.update(members).set({ listed: given }).where(eq(members.id, member));
}

/**
 * Empties everything that says who a member is, what they wrote and what was written about them, in every table; ids and amounts stay.
 * Those who were merged into them go along. A contact of an order goes too: see to it that no parcel waits for it.
 * @see DESIGN §4, §9
 */
export async function emptyPersonalData(tx: Tx, member: MemberId): Promise<void> {
  const rows = await tx.select({ id: members.id }).from(members).where(sql`${members.id} = ${uuidOf(member)}::uuid or ${members.mergedInto} = ${uuidOf(member)}::uuid`);
  const who = sql`any (${pgArray(rows.map(({ id }) => uuidOf(id)))}::uuid[])`;
  const addresses = await addressesOf(tx, who);
  await forgetWords(tx, who);
  await forgetMailbox(tx, who, addresses);
  await forgetHandles(tx, who);
  for (const table of OF_A_MEMBER) await tx.execute(sql`delete from ${sql.identifier(table)} where member_id = ${who}`);
  for (const table of OF_AN_OWNER) await tx.execute(sql`delete from ${sql.identifier(table)} where owner_id = ${who}`);
  await tx.execute(sql`delete from order_contacts where order_id in (select id from orders where buyer_id = ${who})`);
  await tx.execute(sql`delete from withdrawal_contacts where withdrawal_id in (select w.id from withdrawals w join orders o on o.id = w.order_id where o.buyer_id = ${who})`);
  await tx.execute(sql`update parcels set tracking = '', tracking_url = '' where order_id in (select id from orders where buyer_id = ${who})`);
  const nameless = { email: null, firstName: "", lastName: "", town: "", statusLabel: "", picture: null, words: null, listed: false, favourites: [] };
  await tx.update(members).set(nameless).where(sql`${members.id} = ${who}`);
}

/** Tables whose rows are a member's own, and say nothing once the member has gone. Consents stay: they prove what was done before. */
const OF_A_MEMBER = ["sessions", "session_factors", "passwords", "second_factors", "recovery_codes", "carts", "notices", "notice_settings", "payout_destinations", "campaign_links", "share_days", "shop_visits", "link_totals"];
const OF_AN_OWNER = ["goals", "earning_letters"];

type Who = ReturnType<typeof sql>;

/** Where the person was written to: their own address, and those of their orders. */
async function addressesOf(tx: Tx, who: Who): Promise<readonly string[]> {
  const rows = await tx.execute<{ email: string }>(sql`
    select email from members where id = ${who} and email is not null
    union select lower(c.email) from order_contacts c join orders o on o.id = c.order_id where o.buyer_id = ${who}`);
  return rows.map(({ email }) => email);
}

/** What the person wrote, and what others wrote about them or their orders. */
async function forgetWords(tx: Tx, who: Who): Promise<void> {
  const named = (prefix: string, ids: Who) => sql`select ${prefix} || replace(id::text, '-', '') from ${ids}`;
  await tx.execute(sql`update trail_notes n set text = '' from trail t where t.id = n.trail_id and t.subject in (
    ${named("mem_", sql`members where id = ${who}`)}
    union ${named("ord_", sql`orders where buyer_id = ${who}`)}
    union ${named("ref_", sql`(select r.id from refunds r join orders o on o.id = r.order_id where o.buyer_id = ${who}) as of_theirs`)}
    union ${named("wdr_", sql`(select w.id from withdrawals w join orders o on o.id = w.order_id where o.buyer_id = ${who}) as of_theirs`)}
    union ${named("pay_", sql`payouts where member_id = ${who}`)}
    union ${named("app_", sql`applications where member_id = ${who}`)})`);
  await tx.execute(sql`update trail_notes n set text = '' from attribution_events e where e.id = n.trail_id and e.member_id = ${who}`);
  await tx.execute(sql`update applications set motive = '' where member_id = ${who}`);
  await tx.execute(sql`update payouts set failure = null where member_id = ${who}`);
  // The bank has its copy of the file.
  await tx.execute(sql`update payout_files f set xml = '' where exists (select 1 from payouts p where p.member_id = ${who} and p.reference = f.id)`);
  await tx.execute(sql`update refunds set failure = null where order_id in (select id from orders where buyer_id = ${who})`);
}

/** Links and codes on their way, forms left in a cart, and what mail servers and machines said of the address. */
async function forgetMailbox(tx: Tx, who: Who, addresses: readonly string[]): Promise<void> {
  const mailbox = sql`any (${pgArray(addresses)}::text[])`;
  const names = (column: Who) => sql`exists (select 1 from unnest(${pgArray(addresses)}::text[]) as a(address) where position(a.address in lower(${column})) > 0)`;
  await tx.execute(sql`delete from sign_in_tokens where email = ${mailbox}`);
  await tx.execute(sql`delete from sign_in_codes where email = ${mailbox}`);
  await tx.execute(sql`update carts set draft = null where draft is not null and (order_id in (select id from orders where buyer_id = ${who}) or ${names(sql`draft`)})`);
  await tx.execute(sql`delete from api_replies where ${names(sql`body`)}`);
  // The job library makes its tables when it is first started.
  const [jobs] = await tx.execute<{ there: boolean }>(sql`select to_regclass('pgboss.job') is not null as there`);
  if (jobs?.there) await tx.execute(sql`update pgboss.job set output = null where output is not null and ${names(sql`output::text`)}`);
}

/** Old links lead nowhere and nobody else can take them over; the names in them can't be read any more. */
async function forgetHandles(tx: Tx, who: Who): Promise<void> {
  const had = await tx.select({ handle: handles.handle }).from(handles).where(sql`${handles.memberId} = ${who}`);
  for (const { handle } of had) {
    const retired = retiredHandle(handle);
    await tx.update(handles).set({ handle: retired }).where(eq(handles.handle, handle));
    await tx.execute(sql`update carts set shop_link = null where shop_link = ${handle}`);
    await tx.execute(sql`update carts set shop_link = null where shop_link = ${handle}`);
    await tx.execute(sql`update order_links set handle = ${retired} where handle = ${handle}`);
    await tx.execute(sql`update earning_sales set link = ${retired} where link = ${handle}`);
    await tx.execute(sql`update earning_totals set "of" = ${retired} where dimension = 'link' and owner_id = ${who} and "of" = ${handle}`);
  }
}
