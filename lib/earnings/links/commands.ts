import "server-only";
import { and, count, eq, isNull, sql } from "drizzle-orm";
import type { Reader, Tx } from "@/db/client";
import { campaignLinks } from "@/db/schema/earnings";
import { handles, members } from "@/db/schema/members";
import { type MemberId, uuidOf } from "@/lib/kernel/id";
import { linkHandle } from "@/lib/members/rules";
import { LABEL_MAX, type LinkOutcome, LINKS_MAX } from "./types";

/** Nearly 400,000 endings a name: two or three tries are enough. */
const TRIES = 20;

type LinkWish = { readonly owner: MemberId; readonly handle: string; readonly label: string; readonly at: Date };

/**
 * Makes a link with a label. It is another handle of the member's shop, made of the shop's and the label, that stays in every address; so it
 * works without a cookie and survives shared pages (decision 0003). The same label again answers the link that there is.
 */
export async function makeLink(tx: Tx, { owner, handle, label, at }: LinkWish): Promise<LinkOutcome> {
  const wanted = label.trim();
  if (wanted === "" || wanted.length > LABEL_MAX) return { ok: false, reason: "no_label" };
  // One after the other, so that a second click finds the first one's link.
  await tx.select({ id: members.id }).from(members).where(eq(members.id, owner)).for("no key update");
  const [known] = await tx.select({ handle: campaignLinks.handle }).from(campaignLinks)
    .where(and(eq(campaignLinks.memberId, owner), eq(sql`lower(${campaignLinks.label})`, wanted.toLowerCase()))).limit(1);
  if (known) {
    await tx.update(campaignLinks).set({ archivedAt: null }).where(eq(campaignLinks.handle, known.handle));
    return { ok: true, handle: known.handle };
  }
  const [has] = await tx.select({ links: count() }).from(campaignLinks).where(and(eq(campaignLinks.memberId, owner), isNull(campaignLinks.archivedAt)));
  if (has && has.links >= LINKS_MAX) return { ok: false, reason: "too_many" };
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const wish = linkHandle({ shop: handle, label: wanted, random: attempt === 0 ? null : crypto.getRandomValues(new Uint8Array(4)) });
    const [given] = wish === null ? [] : await tx.insert(handles).values({ handle: wish, memberId: owner, current: false, createdAt: at })
      .onConflictDoNothing({ target: handles.handle }).returning({ handle: handles.handle });
    if (!given) continue;
    await tx.insert(campaignLinks).values({ handle: given.handle, memberId: owner, label: wanted, createdAt: at });
    return { ok: true, handle: given.handle };
  }
  return { ok: false, reason: "no_label" };
}

/** Takes a link off the list, or puts it back. What was printed with it still leads to the shop and is still counted. */
export async function archiveLink(tx: Tx, wish: { readonly owner: MemberId; readonly handle: string; readonly archived: boolean; readonly at: Date }): Promise<{ readonly ok: true }> {
  await tx.update(campaignLinks).set({ archivedAt: wish.archived ? wish.at : null }).where(and(eq(campaignLinks.handle, wish.handle), eq(campaignLinks.memberId, wish.owner)));
  return { ok: true };
}

type LinkCount = { readonly member: MemberId; readonly link: string | null; readonly day: string; readonly visits: number; readonly carts: number };

/** Adds to what a link did on a day, and since the beginning. Sums and nothing else: no cookie, no address, nothing that tells two visitors apart. */
export async function countLink(writer: Reader, { member, link, day, visits, carts }: LinkCount): Promise<void> {
  const [id, handle] = [uuidOf(member), link ?? ""];
  await writer.execute(sql`
    with of_the_day as (
      insert into shop_visits as d (member_id, day, handle, visits, carts) values (${id}::uuid, ${day}::date, ${handle}, ${visits}, ${carts})
      on conflict (member_id, day, handle) do update set visits = d.visits + excluded.visits, carts = d.carts + excluded.carts
    )
    insert into link_totals as t (member_id, handle, visits, carts) values (${id}::uuid, ${handle}, ${visits}, ${carts})
    on conflict (member_id, handle) do update set visits = t.visits + excluded.visits, carts = t.carts + excluded.carts`);
}
