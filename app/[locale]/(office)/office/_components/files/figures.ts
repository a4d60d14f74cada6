import "server-only";
import type { Locale } from "@/lib/kernel/locale";
import { money, writeDecimal } from "@/lib/kernel/money";
import { viralHundredths } from "@/lib/office/figures/rules";
import { COHORT_DAYS } from "@/lib/office/figures/types";
import type { LinkFigures } from "@/lib/office/types";
import { csvMoment, everyRow, sheetOf } from "@/lib/web/csv";
import type { MakeExport } from "@/lib/web/exports/types";
import { words } from "@/lib/web/words";
import { type FiguresView, loadAlertsFile, loadCohorts, loadFigures, loadForwardingBefore, loadLinksFile } from "../../load";
import { alertText } from "../alerts";

/** No shop has more pages of links. */
const PAGES_MAX = 5_000;

/** Every figure of the front page, of its period and of the one that it is held against, as a file. */
export const summaryFile: MakeExport = async (raw, locale) => {
  const view = await loadFigures(raw);
  const health = view && (await loadForwardingBefore(view));
  if (!view || !health) return null;
  const t = words(locale, "officeFigures");
  const { days, thenDays } = view.period;
  const now = figureRows(view, locale);
  const then = figureRows({ figures: view.before, funnel: view.funnelBefore, forwarding: health }, locale);
  const { credit, earnings } = view.outstanding;
  return {
    name: `${locale === "fr" ? "resume" : "summary"}-${days.from}-${days.to}`,
    rows: sheetOf([
      [t("csvHead.figure"), `${days.from} – ${days.to}`, `${thenDays.from} – ${thenDays.to}`, t("csvHead.currency")],
      ...now.map(([name, value, currency], n) => [name, value, then[n]?.[1] ?? "", currency]),
      [t("csvHead.credit"), writeDecimal(credit, locale), "", credit.currency],
      [t("csvHead.earnings"), writeDecimal(earnings, locale), "", earnings.currency],
    ]),
  };
};

function figureRows({ figures, funnel, forwarding }: Pick<FiguresView, "figures" | "funnel" | "forwarding">, locale: Locale): readonly (readonly [name: string, value: string, currency: string])[] {
  const t = words(locale, "officeFigures");
  const [hundredths, { currency }] = [viralHundredths(figures.broughtByCustomers, figures.buyers), figures.sales];
  const amounts = [[t("sales"), figures.sales], [t("viralSales"), figures.viralSales], [t("cashBack"), figures.cashBack], [t("csvHead.refunded"), figures.refunded]] as const;
  const counts: readonly (readonly [string, number | null])[] = [
    [t("orders"), figures.orders], [t("csvHead.viralOrders"), figures.viralOrders], [t("csvHead.buyers"), figures.buyers], [t("newBuyers"), figures.newBuyers], [t("csvHead.brought"), figures.broughtByCustomers], [t("csvHead.returning"), figures.returningBuyers], [t("sharers"), figures.sharers],
    [t("funnel.visits"), funnel.visits], [t("funnel.carts"), funnel.carts], [t("funnel.placed"), funnel.placed], [t("funnel.paid"), funnel.paid],
    [t("forwarding.sent"), forwarding.sent], [t("forwarding.open"), forwarding.open], [t("csvHead.medianMs"), forwarding.medianMs === null ? null : Math.round(forwarding.medianMs)], [t("csvHead.attempts"), forwarding.attempts], [t("forwarding.failed"), forwarding.failed],
  ];
  return [
    ...amounts.map(([name, amount]) => [name, writeDecimal(amount, locale), amount.currency] as const),
    [t("coefficient"), hundredths === null ? "" : writeDecimal(money(hundredths, currency), locale), ""],
    ...counts.map(([name, count]) => [name, count === null ? "" : String(count), ""] as const),
  ];
}

/** Every link that sold in the period, those that sold most first, as a file. */
export const linksFile: MakeExport = async (raw, locale) => {
  const file = await loadLinksFile(raw);
  return file && { name: `${locale === "fr" ? "liens" : "links"}-${file.days.from}-${file.days.to}`, rows: linkRows(file, locale) };
};

async function* linkRows({ page, pageLength }: NonNullable<Awaited<ReturnType<typeof loadLinksFile>>>, locale: Locale): AsyncGenerator<readonly string[]> {
  const t = words(locale, "officeFigures");
  yield [t("csvHead.member"), t("whose"), t("csvHead.handle"), t("csvHead.role"), t("orders"), t("sales"), t("csvHead.currency")];
  let last: LinkFigures | undefined;
  for (let turn = 0; turn < PAGES_MAX; turn += 1) {
    const rows = await page(last);
    for (const { member, name, handle, role, orders, sales } of rows) yield [member, name, handle ?? "", t(`roles.${role}`), String(orders), writeDecimal(sales, locale), sales.currency];
    last = rows.at(-1);
    if (rows.length < pageLength) return;
  }
}

/** Who came back, by the month of their first order, as a file: people, not shares. */
export const cohortsFile: MakeExport = async (_raw, locale) => {
  const cohorts = await loadCohorts();
  if (!cohorts) return null;
  const t = words(locale, "officeFigures");
  const head = [t("cohorts.month"), t("cohorts.buyers"), ...COHORT_DAYS.map((days) => t("cohorts.within", { days }))];
  return { name: locale === "fr" ? "qui-revient" : "cohorts", rows: sheetOf([head, ...cohorts.map(({ month, buyers, within }) => [month, String(buyers), ...within.map((back) => (back === null ? "" : String(back)))])]) };
};

/** What waits for somebody, all of it, as a file. */
export const alertsFile: MakeExport = async (_raw, locale) => {
  const file = await loadAlertsFile();
  return file && { name: locale === "fr" ? "a-traiter" : "alerts", rows: alertRows(file, locale) };
};

async function* alertRows({ page, timeZone }: NonNullable<Awaited<ReturnType<typeof loadAlertsFile>>>, locale: Locale): AsyncGenerator<readonly string[]> {
  const t = words(locale, "officeFigures");
  yield [t("csvHead.since"), t("csvHead.order"), t("csvHead.what")];
  for await (const { createdAt, number, kind } of everyRow(page)) yield [csvMoment(createdAt, timeZone), number ?? "", alertText(kind, locale)];
}
