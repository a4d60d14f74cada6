import "server-only";
import { readCompany } from "@/lib/company/queries";
import { type Id, newId } from "@/lib/kernel/id";
import type { Currency } from "@/lib/kernel/money";
import { namesOf } from "@/lib/office/queries";
import type { Page } from "@/lib/office/types";
import { findPlanAt, listPublishedPlans, type PublishedPlan } from "@/lib/plan/queries";
import type { PlanVersion } from "@/lib/plan/types";
import { db } from "@/lib/web/database";
import { now } from "@/lib/web/time";
import { operatorWith } from "@/lib/web/viewer";

const PAGE = 20;
const FILE_PAGE = 100;

export type ShownVersion = PublishedPlan & { readonly publisher: string | null; readonly state: "coming" | "now" | "past" };
export type PlanView = {
  /** The version in force; null before the first. */
  readonly current: PlanVersion | null;
  readonly versions: readonly ShownVersion[];
  /** Where the page that follows begins; null: there is none. */
  readonly older: number | null;
  readonly currency: Currency;
  readonly timeZone: string;
  readonly deed: Id<"trail">;
  readonly at: Date;
};

/** A page of the plan's versions, the latest start first, and the one in force; null for everybody without the right. */
export async function loadPlan(asked?: string | string[]): Promise<PlanView | null> {
  if (!(await operatorWith("plan"))) return null;
  const before = typeof asked === "string" && /^\d{1,9}$/.test(asked) ? Number(asked) : undefined;
  const at = now();
  const [current, { currency, timeZone }] = await Promise.all([findPlanAt(db(), at), readCompany(db())]);
  const { rows, more } = await pageOf(current, { before, limit: PAGE });
  return { current, versions: rows, older: more ? (rows.at(-1)?.version ?? null) : null, currency, timeZone, deed: newId("trail"), at };
}

/** Every version for a file, a page after the other; null for everybody without the right. */
export async function loadPlanFile() {
  if (!(await operatorWith("plan"))) return null;
  const [current, { currency, timeZone }] = await Promise.all([findPlanAt(db(), now()), readCompany(db())]);
  return { currency, timeZone, page: (before: number | undefined) => pageOf(current, { before, limit: FILE_PAGE }) };
}

async function pageOf(current: PlanVersion | null, { before, limit }: { readonly before: number | undefined; readonly limit: number }): Promise<Page<ShownVersion>> {
  const found = await listPublishedPlans(db(), { before, limit: limit + 1 });
  const versions = found.slice(0, limit);
  const names = await namesOf(db(), versions.flatMap(({ publishedBy }) => publishedBy ?? []));
  const stateOf = ({ version, startsAt }: PublishedPlan) => (version === current?.version ? "now" : current === null || startsAt > current.startsAt ? "coming" : "past");
  return { rows: versions.map((one) => ({ ...one, publisher: one.publishedBy && (names.get(one.publishedBy) ?? null), state: stateOf(one) })), more: found.length > limit };
}
