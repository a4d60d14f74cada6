import "server-only";
import { and, asc, count, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader } from "@/db/client";
import { members } from "@/db/schema/members";
import { applications } from "@/db/schema/notices";
import { orders } from "@/db/schema/orders";
import { settings } from "@/db/schema/plan";
import type { MemberId } from "@/lib/kernel/id";
import type { Application, ApplicationFilter, ApplicationStatus, OfficeApplication } from "./types";

/** The row of `settings` that says whether customers may apply. */
export const SETTING = "distributor_applications";

/** Whether the company takes applications. A new installation does not. */
export async function isOpenToApplications(reader: Reader): Promise<boolean> {
  const [row] = await reader.select({ value: settings.value }).from(settings).where(eq(settings.key, SETTING));
  return row?.value === true;
}

/** The member's latest application. */
export async function findApplication(reader: Reader, member: MemberId): Promise<Application | null> {
  const [row] = await reader.select().from(applications).where(eq(applications.memberId, member)).orderBy(desc(applications.id)).limit(1);
  return row ? { id: row.id, status: row.status as ApplicationStatus, motive: row.motive, createdAt: row.createdAt, decidedAt: row.decidedAt } : null;
}

/** A page of applications by key: those that wait, the oldest first; or those that were decided, the latest first. */
export async function listApplications(reader: Reader, { status, search, after, limit }: ApplicationFilter): Promise<{ readonly rows: readonly OfficeApplication[]; readonly more: boolean }> {
  const [waits, text, decider] = [status === "open", search.trim(), alias(members, "decider")];
  const last = after && sql.param(after, applications.id);
  const found = await reader
    .select({ row: applications, firstName: members.firstName, lastName: members.lastName, email: members.email, decidedByName: sql<string | null>`nullif(trim(${decider.firstName} || ' ' || ${decider.lastName}), '')` })
    .from(applications)
    .innerJoin(members, eq(members.id, applications.memberId))
    .leftJoin(decider, eq(decider.id, applications.decidedBy))
    .where(and(
      eq(applications.status, status),
      text === "" ? undefined : sql`position(lower(${text}) in lower(concat_ws(' ', ${members.firstName}, ${members.lastName}, ${members.email}))) > 0`,
      last && (waits ? sql`(${applications.createdAt}, ${applications.id}) > (select a.created_at, a.id from ${applications} a where a.id = ${last})` : sql`${applications.id} < ${last}`),
    ))
    .orderBy(...(waits ? [asc(applications.createdAt), asc(applications.id)] : [desc(applications.id)]))
    .limit(limit + 1);
  const page = found.slice(0, limit);
  const buyers = page.map(({ row }) => row.memberId);
  const bought = buyers.length === 0 ? [] : await reader.select({ buyer: orders.buyerId, orders: count() }).from(orders).where(and(inArray(orders.buyerId, buyers), isNotNull(orders.paidAt))).groupBy(orders.buyerId);
  const rows = page.map(({ row: { id, memberId, motive, createdAt, decidedAt }, firstName, lastName, email, decidedByName }) => ({
    ...{ id, status, motive, createdAt, decidedAt, decidedByName, member: memberId },
    name: `${firstName} ${lastName}`.trim(), email: email ?? "", orders: bought.find(({ buyer }) => buyer === memberId)?.orders ?? 0,
  }));
  return { rows, more: found.length > limit };
}
