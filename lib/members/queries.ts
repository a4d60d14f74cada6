import "server-only";
import { createHash } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader } from "@/db/client";
import { campaignLinks } from "@/db/schema/earnings";
import { handles, members } from "@/db/schema/members";
import type { MemberId } from "@/lib/kernel/id";
import { DEFAULT_LOCALE, isLocale } from "@/lib/kernel/locale";
import { normaliseAddress, normaliseHandle } from "./rules";
import type { Member, Shop, ShopFinding } from "./types";

const COLUMNS = {
  id: members.id,
  role: members.role,
  status: members.status,
  email: members.email,
  firstName: members.firstName,
  lastName: members.lastName,
  locale: members.locale,
  claimedAt: members.claimedAt,
};
type Row = Omit<Member, "locale"> & { readonly locale: string };

const toMember = (row: Row): Member => ({ ...row, locale: isLocale(row.locale) ? row.locale : DEFAULT_LOCALE });

/** The member of an id, whatever their status. */
export async function findMember(reader: Reader, id: MemberId): Promise<Member | null> {
  const [row] = await reader.select(COLUMNS).from(members).where(eq(members.id, id));
  return row ? toMember(row) : null;
}

/** The member whom an address identifies; it is normalised first. */
export async function findMemberByAddress(reader: Reader, email: string): Promise<Member | null> {
  const [row] = await reader.select(COLUMNS).from(members).where(eq(members.email, normaliseAddress(email)));
  return row ? toMember(row) : null;
}

/** The member's handle of today; null for a member who never had one. */
export async function findHandle(reader: Reader, member: MemberId): Promise<string | null> {
  const [row] = await reader.select({ handle: handles.handle }).from(handles).where(and(eq(handles.memberId, member), handles.current));
  return row?.handle ?? null;
}

/** What the handle of somebody who was erased is kept as: still nobody else's, and the name in it can't be read. DESIGN §4 */
export function retiredHandle(handle: string): string {
  return `parti-${createHash("sha256").update(handle).digest("hex").slice(0, 22)}`;
}

/** The member's parent of now; null for one without, and for an id that nobody has. */
export async function findParent(reader: Reader, member: MemberId): Promise<MemberId | null> {
  const [row] = await reader.select({ parent: members.parentId }).from(members).where(eq(members.id, member));
  return row?.parent ?? null;
}

/** What a handle in an address leads to, in any case of letters. Former handles and those of merged members move on, labelled links stay. DESIGN §3 */
export async function findShop(reader: Reader, handle: string): Promise<ShopFinding> {
  const wanted = normaliseHandle(handle);
  const today = alias(handles, "today");
  const [row] = await reader
    .select({ member: members, current: today.handle, link: campaignLinks.handle })
    .from(handles)
    .innerJoin(members, eq(members.id, sql`survivor(${handles.memberId})`))
    .leftJoin(today, and(eq(today.memberId, members.id), today.current))
    .leftJoin(campaignLinks, eq(campaignLinks.handle, handles.handle))
    .where(inArray(handles.handle, [wanted, retiredHandle(wanted)]));
  if (!row) return { kind: "unknown" };
  if (row.member.status !== "active" || row.current === null) return { kind: "closed" };
  if (row.current !== wanted && row.link === null) return { kind: "moved", handle: row.current };
  return { kind: "open", shop: toShop(row.member, row.current), link: row.link };
}

/** The shop of a member; null when it is closed. */
export async function findShopOf(reader: Reader, member: MemberId): Promise<Shop | null> {
  const [row] = await reader
    .select({ member: members, current: handles.handle })
    .from(members)
    .innerJoin(handles, and(eq(handles.memberId, members.id), handles.current))
    .where(and(eq(members.id, member), eq(members.status, "active")));
  return row ? toShop(row.member, row.current) : null;
}

function toShop(member: typeof members.$inferSelect, handle: string): Shop {
  const { id, role, firstName, lastName, statusLabel, picture, words, favourites } = member;
  const name = role === "distributor" ? `${firstName} ${lastName}`.trim() : firstName;
  return { memberId: id, handle, role, firstName, name, statusLabel, picture, words, favourites };
}

/** The binding in a member's row, in force or over; null for an id that nobody has. */
export async function findStoredBinding(reader: Reader, id: MemberId): Promise<{ bindingSponsorId: MemberId | null; bindingUntil: Date | null } | null> {
  const [row] = await reader.select({ bindingSponsorId: members.bindingSponsorId, bindingUntil: members.bindingUntil }).from(members).where(eq(members.id, id));
  return row ?? null;
}
