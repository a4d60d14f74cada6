import "server-only";
import type { Locale } from "@/lib/kernel/locale";
import { money, writeDecimal } from "@/lib/kernel/money";
import { PARTIES_OF_STAGE } from "@/lib/plan/rules";
import { STAGES } from "@/lib/plan/types";
import { csvMoment } from "@/lib/web/csv";
import type { MakeExport } from "@/lib/web/exports/types";
import { words } from "@/lib/web/words";
import { loadPlanFile } from "../../plan/load";

/** No installation has more pages of versions. */
const PAGES_MAX = 1_000;

/** Every version of the plan, a row each, as a file. */
export const planFile: MakeExport = async (_raw, locale) => {
  const file = await loadPlanFile();
  return file && { name: "plan", rows: rowsOf(file, locale) };
};

async function* rowsOf({ page, currency, timeZone }: NonNullable<Awaited<ReturnType<typeof loadPlanFile>>>, locale: Locale): AsyncGenerator<readonly string[]> {
  const t = words(locale, "officePlan");
  const parts = STAGES.flatMap((stage) => PARTIES_OF_STAGE[stage].map((party) => ({ stage, party })));
  const percent = (bps: number): string => writeDecimal(money(BigInt(bps), "EUR"), locale);
  const limit = (minor: bigint | null): string => (minor === null || minor === 0n ? "" : writeDecimal(money(minor, currency), locale));
  yield [
    t("csv.version"), t("csv.state"), t("csv.starts"), t("csv.published"), t("csv.publisher"), t("totalRate"), ...parts.map(({ stage, party }) => `${t(`stages.${stage}`)}, ${t(`parties.${party}`)} (%)`),
    t("base"), t("earnOnCredit"), t("binding"), t("selfPurchase"), t("volumePolicy"), t("minBase"), t("capPool"),
  ];
  let before: number | undefined;
  for (let turn = 0; turn < PAGES_MAX; turn += 1) {
    const { rows, more } = await page(before);
    for (const { version, state, startsAt, publishedAt, publisher, plan } of rows) {
      const months = /^months:(\d+)$/.exec(plan.binding)?.[1];
      yield [
        String(version), t(`states.${state}`), csvMoment(startsAt, timeZone), csvMoment(publishedAt, timeZone), publisher ?? "", percent(plan.totalRateBps), ...parts.map(({ stage, party }) => percent(plan.stages[stage][party])),
        t(`bases.${plan.base}`), t(plan.earnOnCredit ? "yes" : "no"), months === undefined ? t(`bindings.${plan.binding === "lifetime" ? "lifetime" : "per-order"}`) : t("bindingMonths", { months }),
        t(`selfPurchases.${plan.selfPurchase}`), t(`volumes.${plan.volumePolicy}`), limit(plan.minBaseMinor), limit(plan.capPoolMinor),
      ];
    }
    before = rows.at(-1)?.version;
    if (!more) return;
  }
}
