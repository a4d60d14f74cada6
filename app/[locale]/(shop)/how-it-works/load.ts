import "server-only";
import { cacheLife, cacheTag } from "next/cache";
import { readCompany } from "@/lib/company/queries";
import type { Locale } from "@/lib/kernel/locale";
import { planAt } from "@/lib/plan/queries";
import { partsOf } from "@/lib/plan/rules";
import { PARTIES, STAGES } from "@/lib/plan/types";
import { db } from "@/lib/web/database";
import { dayText } from "@/lib/web/dates";
import { SHELF_LIFE, TAGS } from "@/lib/web/tags";
import { now } from "@/lib/web/time";

/** The plan in force with its numbers, as rates in basis points by stage. */
export async function loadPlan(locale: Locale) {
  "use cache";
  cacheLife(SHELF_LIFE);
  cacheTag(TAGS.plan, TAGS.company);
  const [{ plan, version, startsAt }, company] = await Promise.all([planAt(db(), now()), readCompany(db())]);
  return {
    company: company.name,
    currency: company.currency,
    version,
    since: dayText(startsAt, locale, company.timeZone),
    base: plan.base,
    earnOnCredit: plan.earnOnCredit,
    totalRateBps: plan.totalRateBps,
    stages: STAGES.map((stage) => {
      const parts = partsOf({ stage, hasDistributor: true }, plan);
      return { stage, parts: PARTIES.map((party) => parts[party]) };
    }),
  };
}
export type ShownPlan = Awaited<ReturnType<typeof loadPlan>>;
