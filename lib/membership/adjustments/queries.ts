import "server-only";
import { and, asc, desc, eq, gte, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { alias, type AnyPgColumn } from "drizzle-orm/pg-core";
import type { Reader } from "@/db/client";
import { adjustmentRequests } from "@/db/schema/adjustments";
import { members } from "@/db/schema/members";
import { trail, trailNotes } from "@/db/schema/operations";
import { settings } from "@/db/schema/plan";
import type { MemberId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { AdjustmentSettingsInput } from "./input";
import type { AdjustmentRequest, AdjustmentSettings, RequestFilter } from "./types";

/** How many requests a list has at most. */
const LISTED_MAX = 200;

/** The settings of adjustments; those of a new installation where nothing was written. */
export async function readAdjustmentSettings(reader: Reader): Promise<AdjustmentSettings> {
  const [row] = await reader.select({ value: settings.value }).from(settings).where(eq(settings.key, "adjustments"));
  return AdjustmentSettingsInput.parse(row?.value ?? {});
}

/** What an operator gave and took of a member since a moment without a second person, signs left out. */
export async function readAdjustedAlone(reader: Reader, { member, by, since }: { readonly member: MemberId; readonly by: MemberId; readonly since: Date }): Promise<bigint> {
  const [row] = await reader
    .select({ minor: sql<string>`coalesce(sum(abs((${trail.after} ->> 'amountMinor')::bigint)), 0)` })
    .from(trail)
    .where(and(eq(trail.subject, member), eq(trail.action, "member.adjusted"), eq(trail.actor, by), gte(trail.occurredAt, since), sql`${trail.after} ->> 'approvedBy' is null`));
  return BigInt(row?.minor ?? 0);
}

/** Requests that wait, the oldest first, or those that were decided, the latest first; by key. */
export async function listAdjustmentRequests(reader: Reader, of: RequestFilter): Promise<AdjustmentRequest[]> {
  const [person, asker, decider] = [alias(members, "person"), alias(members, "asker"), alias(members, "decider")];
  const name = (m: { readonly firstName: AnyPgColumn; readonly lastName: AnyPgColumn }) => sql<string | null>`nullif(trim(${m.firstName} || ' ' || ${m.lastName}), '')`;
  const rows = await reader
    .select({ request: adjustmentRequests, reason: trailNotes.text, memberName: name(person), requestedByName: name(asker), decidedByName: name(decider) })
    .from(adjustmentRequests)
    .leftJoin(trailNotes, eq(trailNotes.trailId, adjustmentRequests.id))
    .leftJoin(person, eq(person.id, adjustmentRequests.memberId))
    .leftJoin(asker, eq(asker.id, adjustmentRequests.requestedBy))
    .leftJoin(decider, eq(decider.id, adjustmentRequests.decidedBy))
    .where(and(of.waiting ? isNull(adjustmentRequests.approved) : isNotNull(adjustmentRequests.approved), of.member && eq(adjustmentRequests.memberId, of.member), of.approved === undefined ? undefined : eq(adjustmentRequests.approved, of.approved), next(of)))
    .orderBy(...(of.waiting ? [asc(adjustmentRequests.requestedAt), asc(adjustmentRequests.id)] : [desc(adjustmentRequests.decidedAt), desc(adjustmentRequests.id)]))
    .limit(of.limit ?? LISTED_MAX);
  return rows.map(({ request: { memberId: member, amountMinor, currency, ...request }, reason, ...names }) => ({
    ...request, ...names, member, amount: money(amountMinor, currency), reason: reason ?? "",
  }));
}

/** Those that come after the last of the page before: asked for later, or decided earlier. */
function next({ waiting, last: id }: RequestFilter): SQL | undefined {
  if (id === undefined) return undefined;
  const last = sql.param(id, adjustmentRequests.id);
  return waiting
    ? sql`(${adjustmentRequests.requestedAt}, ${adjustmentRequests.id}) > (select last.requested_at, last.id from ${adjustmentRequests} last where last.id = ${last})`
    : sql`(${adjustmentRequests.decidedAt}, ${adjustmentRequests.id}) < (select last.decided_at, last.id from ${adjustmentRequests} last where last.id = ${last})`;
}
