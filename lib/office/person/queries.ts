import "server-only";
import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import { alias, type AnyPgColumn } from "drizzle-orm/pg-core";
import type { Reader } from "@/db/client";
import { handles, members } from "@/db/schema/members";
import type { Operator } from "@/lib/access/types";
import { type MemberId, parseId, uuidOf } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { PAGE_MAX } from "../rules";
import type { Page } from "../types";
import type { OfficeMember, TreePerson } from "./types";

const named = (m: { readonly firstName: AnyPgColumn; readonly lastName: AnyPgColumn }) => sql<string>`trim(${m.firstName} || ' ' || ${m.lastName})`;
const below = sql<number>`(select count(*)::int from ${members} child where child.parent_id = ${members.id})`;

/** A member with everything that is known of them. Null for an id that nobody has. Ask for the right `members` first. */
export async function findOfficeMember(reader: Reader, _by: Operator, { id, at }: { readonly id: MemberId; readonly at: Date }): Promise<OfficeMember | null> {
  const [sponsor, survivor] = [alias(members, "sponsor"), alias(members, "survivor")];
  const [row] = await reader
    .select({ member: members, below, sponsorName: named(sponsor), survivorName: named(survivor) })
    .from(members)
    .leftJoin(sponsor, eq(sponsor.id, members.bindingSponsorId))
    .leftJoin(survivor, eq(survivor.id, members.mergedInto))
    .where(eq(members.id, id));
  if (!row) return null;
  const known = await reader.select({ handle: handles.handle, current: handles.current }).from(handles).where(eq(handles.memberId, id)).orderBy(desc(handles.createdAt)).limit(50);
  const { role, status, firstName, lastName, email, town, locale, statusLabel, externalId, createdAt, claimedAt, bindingSponsorId, bindingUntil, mergedInto } = row.member;
  const bound = bindingSponsorId !== null && (bindingUntil === null || bindingUntil > at);
  return {
    id, role, status, email, town, locale, statusLabel, externalId, createdAt, claimedAt, below: row.below,
    name: `${firstName} ${lastName}`.trim(),
    handle: known.find(({ current }) => current)?.handle ?? null,
    formerHandles: known.filter(({ current }) => !current).map(({ handle }) => handle),
    binding: bound ? { sponsor: bindingSponsorId, name: row.sponsorName, until: bindingUntil } : null,
    survivor: mergedInto === null ? null : { id: mergedInto, name: row.survivorName },
  };
}

const TREE = { id: members.id, name: named(members), role: members.role, status: members.status, handle: handles.handle, below };

/** Those who have a member as parent, the newest first, a page of them. Ask for the right `members` first. */
export async function listBelow(reader: Reader, _by: Operator, page: { readonly member: MemberId; readonly before?: MemberId | undefined; readonly limit: number }): Promise<Page<TreePerson>> {
  invariant(page.limit >= 1 && page.limit <= PAGE_MAX, "a page is bounded");
  const rows = await reader.select(TREE).from(members)
    .leftJoin(handles, and(eq(handles.memberId, members.id), handles.current))
    .where(and(eq(members.parentId, page.member), page.before && lt(members.id, page.before)))
    .orderBy(desc(members.id))
    .limit(page.limit + 1);
  return { rows: rows.slice(0, page.limit), more: rows.length > page.limit };
}

/** These people as lines of a tree, in the order of the ids; those that nobody has are left out. Ask for the right `members` first. */
export async function listPeople(reader: Reader, _by: Operator, ids: readonly MemberId[]): Promise<readonly TreePerson[]> {
  if (ids.length === 0) return [];
  invariant(ids.length <= PAGE_MAX, "a page is bounded");
  const rows = await reader.select(TREE).from(members).leftJoin(handles, and(eq(handles.memberId, members.id), handles.current)).where(inArray(members.id, [...ids]));
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
}

/** The member whom an operator means: an id, an address, a handle of today or of the past, or the commission system's id, each written out. */
export async function findMeant(reader: Reader, _by: Operator, typed: string): Promise<MemberId | null> {
  const text = typed.trim().replace(/^\//, "");
  if (text === "") return null;
  const id = parseId("member", text);
  const lower = text.toLowerCase();
  const [row] = await reader.select({ id: members.id }).from(members).where(sql`${members.id} = coalesce(
    (select m.id from ${members} m where m.id = ${id === null ? null : uuidOf(id)}::uuid),
    (select m.id from ${members} m where m.email = ${lower}),
    (select survivor(h.member_id) from ${handles} h where h.handle = ${lower}),
    (select m.id from ${members} m where m.external_id = ${text}))`);
  return row?.id ?? null;
}
