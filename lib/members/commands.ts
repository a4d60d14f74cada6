import "server-only";
import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { handles, members } from "@/db/schema/members";
import { type MemberId, newId } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { handleFor, handleSuffix, isAddress, normaliseAddress, normaliseHandle, refuseHandle } from "./rules";
import { retiredHandle } from "./queries";
import type { Buyer, ChangeHandleOutcome, DistributorEnrolment, ShopPage } from "./types";

/** Nearly 400,000 suffixes a name: even a very common one needs two or three tries at most. */
const HANDLE_TRIES = 20;

/**
 * The member whom the address identifies; enrolled as a customer with a handle when there is none. However often and
 * however concurrently it is called, an address is one member. Names of a known member stay as they are.
 * @param buyer.email checked by `AddressInput` before; throws on a text that is no address
 * @see DESIGN §1, §3
 */
export async function findOrEnrolBuyer(tx: Tx, buyer: Buyer): Promise<MemberId> {
  const email = normaliseAddress(buyer.email);
  invariant(isAddress(email), "a buyer has an address");
  const known = await memberOf(tx, email);
  if (known) return known;

  const { firstName, lastName, locale, at } = buyer;
  const [enrolled] = await tx
    .insert(members)
    .values({ id: newId("member", at.getTime()), email, firstName, lastName, locale, createdAt: at })
    .onConflictDoNothing({ target: members.email })
    .returning({ id: members.id });
  if (enrolled) {
    await giveHandle(tx, enrolled.id, { firstName, at });
    return enrolled.id;
  }
  // Somebody else enrolled this address while we waited; the insert returned only after they had committed.
  const theirs = await memberOf(tx, email);
  invariant(theirs !== null, "an address that conflicts has a member");
  return theirs;
}

async function memberOf(tx: Tx, email: string): Promise<MemberId | null> {
  const [row] = await tx.select({ id: members.id }).from(members).where(eq(members.email, email));
  return row?.id ?? null;
}

/** Gives a member a handle made of their first name; a member who has one keeps it. Answers the handle of today. */
export async function giveHandle(tx: Tx, member: MemberId, named: { readonly firstName: string; readonly at: Date }): Promise<string> {
  const [has] = await tx.select({ handle: handles.handle }).from(handles).where(and(eq(handles.memberId, member), handles.current));
  if (has) return has.handle;
  for (let attempt = 0; attempt < HANDLE_TRIES; attempt += 1) {
    const handle = handleFor(named.firstName, handleSuffix(crypto.getRandomValues(new Uint8Array(4))));
    const [given] = await tx
      .insert(handles)
      .values({ handle, memberId: member, current: true, createdAt: named.at })
      .onConflictDoNothing({ target: handles.handle })
      .returning({ handle: handles.handle });
    if (given) return given.handle;
  }
  invariant(false, `no free handle in ${HANDLE_TRIES} tries`);
}

/**
 * Changes a member's handle. The old one stays theirs for ever and redirects; a former one of their own can be had back.
 * @see DESIGN §3
 */
export async function changeHandle(tx: Tx, member: MemberId, change: { readonly wanted: string; readonly at: Date }): Promise<ChangeHandleOutcome> {
  const handle = normaliseHandle(change.wanted);
  const refusal = refuseHandle(handle);
  if (refusal) return { ok: false, reason: refusal };

  // Two changes of one member, one after the other.
  await tx.select({ id: members.id }).from(members).where(eq(members.id, member)).for("no key update");
  // Links of somebody who was erased are still about: they must not become another's.
  const [retired] = await tx.select({ handle: handles.handle }).from(handles).where(eq(handles.handle, retiredHandle(handle)));
  if (retired) return { ok: false, reason: "taken" };
  await tx
    .insert(handles)
    .values({ handle, memberId: member, current: false, createdAt: change.at })
    .onConflictDoNothing({ target: handles.handle });
  const [owner] = await tx.select({ memberId: handles.memberId }).from(handles).where(eq(handles.handle, handle));
  if (owner?.memberId !== member) return { ok: false, reason: "taken" };
  await tx.update(handles).set({ current: false }).where(and(eq(handles.memberId, member), handles.current));
  await tx.update(handles).set({ current: true }).where(eq(handles.handle, handle));
  return { ok: true, handle };
}

/** Changes what a member's shop says and shows on its front page; what is left out stays. The values are checked by `ShopWordsInput` and `FavouritesInput` before. */
export async function furnishShop(tx: Tx, member: MemberId, page: Partial<ShopPage>): Promise<void> {
  if (Object.keys(page).length > 0) await tx.update(members).set(page).where(eq(members.id, member));
}

/**
 * Enrols a distributor, or brings a known member's row up to date; a customer of that address becomes a distributor.
 * The parent is only set on a new member: moving one is `lib/attribution`'s.
 */
export async function enrolDistributor(tx: Tx, enrolment: DistributorEnrolment): Promise<MemberId> {
  const { email, firstName, lastName, town, statusLabel, listed, picture, words, externalId, handle, parent, at } = enrolment;
  const profile = { firstName, lastName, town, statusLabel, listed, picture, words, externalId, role: "distributor" as const };
  const [row] = await tx
    .insert(members)
    .values({ id: newId("member", at.getTime()), email: normaliseAddress(email), parentId: parent, createdAt: at, ...profile })
    .onConflictDoUpdate({ target: members.email, set: profile })
    .returning({ id: members.id });
  invariant(row !== undefined, "an upsert answers its row");
  const changed = await changeHandle(tx, row.id, { wanted: handle, at });
  invariant(changed.ok, `the handle ${handle} is free for its distributor`);
  return row.id;
}
