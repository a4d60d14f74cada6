import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { handles, members } from "@/db/schema/members";
import { idOf, type MemberId } from "@/lib/kernel/id";
import { pgArray } from "@/lib/kernel/pg";
import type { Known } from "./rules";
import type { DistributorRow, KnownMember } from "./types";

type Row = { readonly id: string; readonly external_id: string | null; readonly email: string | null; readonly parent_id: string | null };
const toKnown = (row: Row): KnownMember => ({ id: idOf("member", row.id), externalId: row.external_id, email: row.email, parentId: row.parent_id === null ? null : idOf("member", row.parent_id) });

/** Everybody whom the rows name, by id, parent, address or handle, and who stands above them. */
export async function loadKnown(reader: Reader, rows: readonly DistributorRow[]): Promise<Known> {
  const ids = [...new Set(rows.flatMap(({ externalId, parent }) => (parent === null ? [externalId] : [externalId, parent])))];
  const emails = rows.map(({ email }) => email);
  const named = (await reader.execute<Row>(sql`
    select id, external_id, email, parent_id from members where external_id = any(${pgArray(ids)}::text[]) or email = any(${pgArray(emails)}::text[])`)).map(toKnown);
  const above = (await reader.execute<Row>(sql`
    with recursive up as (
      select id, external_id, email, parent_id from members where external_id = any(${pgArray(ids)}::text[])
      union
      select m.id, m.external_id, m.email, m.parent_id from up join members m on m.id = up.parent_id
    )
    select * from up`)).map(toKnown);
  const wanted = rows.flatMap(({ handle }) => handle ?? []);
  const held = wanted.length === 0 ? [] : await reader.select({ handle: handles.handle, id: handles.memberId }).from(handles).where(sql`${handles.handle} = any(${pgArray(wanted)}::text[])`);
  return {
    byExternalId: new Map(named.flatMap((one) => (one.externalId === null ? [] : [[one.externalId, one] as const]))),
    byEmail: new Map(named.flatMap((one) => (one.email === null ? [] : [[one.email, one] as const]))),
    byHandle: new Map(held.map(({ handle, id }) => [handle, id])),
    above: new Map(above.map((one) => [one.id, one])),
  };
}

/** A distributor of ours by the company's id; null for one that we do not have. */
export async function findDistributor(reader: Reader, externalId: string): Promise<(DistributorRow & { readonly id: MemberId }) | null> {
  const [row] = await reader.select().from(members).where(eq(members.externalId, externalId));
  if (row?.role !== "distributor") return null;
  const [[handle], [parent]] = await Promise.all([
    reader.select({ handle: handles.handle }).from(handles).where(sql`${handles.memberId} = ${row.id.slice(4)}::uuid and ${handles.current}`),
    row.parentId ? reader.select({ externalId: members.externalId }).from(members).where(eq(members.id, row.parentId)) : [],
  ]);
  const { id, email, firstName, lastName, town, statusLabel, listed, status } = row;
  return {
    ...{ id, line: 1, externalId, email: email ?? "", firstName, lastName, town, statusLabel, listed },
    ...{ handle: handle?.handle ?? null, parent: parent?.externalId ?? null, status: status === "suspended" || status === "closed" ? status : "active" },
  };
}
