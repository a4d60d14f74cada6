import "server-only";
import { and, count, desc, eq, isNotNull } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { members } from "@/db/schema/members";
import { applications } from "@/db/schema/notices";
import { orders } from "@/db/schema/orders";
import { settings } from "@/db/schema/plan";
import type { MemberId } from "@/lib/kernel/id";
import type { Application, ApplicationStatus, WaitingApplication } from "./types";

/** The row of `settings` that says whether customers may apply. */
export const SETTING = "distributor_applications";
const WAITING_MAX = 200;

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

/** Applications that wait for a decision, the oldest first, with what the applicant has bought. */
export async function listWaiting(reader: Reader): Promise<readonly WaitingApplication[]> {
  const rows = await reader
    .select({ row: applications, firstName: members.firstName, lastName: members.lastName, email: members.email, orders: count(orders.id) })
    .from(applications)
    .innerJoin(members, eq(members.id, applications.memberId))
    .leftJoin(orders, and(eq(orders.buyerId, members.id), isNotNull(orders.paidAt)))
    .where(eq(applications.status, "open"))
    .groupBy(applications.id, members.id)
    .orderBy(applications.createdAt)
    .limit(WAITING_MAX);
  return rows.map(({ row, firstName, lastName, email, orders: bought }) => ({
    id: row.id, member: row.memberId, status: "open", motive: row.motive, createdAt: row.createdAt, decidedAt: null,
    name: `${firstName} ${lastName}`.trim(), email: email ?? "", orders: bought,
  }));
}
