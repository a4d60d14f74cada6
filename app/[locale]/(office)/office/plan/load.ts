import "server-only";
import { readCompany } from "@/lib/company/queries";
import { type Id, newId } from "@/lib/kernel/id";
import type { Currency } from "@/lib/kernel/money";
import { namesOf } from "@/lib/office/queries";
import { listPublishedPlans, type PublishedPlan } from "@/lib/plan/queries";
import { db } from "@/lib/web/database";
import { now } from "@/lib/web/time";
import { operatorWith } from "@/lib/web/viewer";

export type PlanView = {
  readonly versions: readonly (PublishedPlan & { readonly publisher: string | null; readonly state: "coming" | "now" | "past" })[];
  readonly currency: Currency;
  readonly timeZone: string;
  readonly deed: Id<"trail">;
  readonly at: Date;
};

/** Every version of the plan, the latest start first; null for everybody without the right. */
export async function loadPlan(): Promise<PlanView | null> {
  const by = await operatorWith("plan");
  if (!by) return null;
  const at = now();
  const [versions, { currency, timeZone }] = await Promise.all([listPublishedPlans(db()), readCompany(db())]);
  const names = await namesOf(db(), versions.flatMap(({ publishedBy }) => publishedBy ?? []));
  const current = versions.find(({ startsAt }) => startsAt <= at)?.version;
  return {
    currency, timeZone, at, deed: newId("trail"),
    versions: versions.map((one) => ({ ...one, publisher: one.publishedBy && (names.get(one.publishedBy) ?? null), state: one.startsAt > at ? "coming" : one.version === current ? "now" : "past" })),
  };
}
