import "server-only";
import type { Side } from "@/lib/forwarding/reconciliation/types";
import type { Locale } from "@/lib/kernel/locale";
import { money, writeDecimal } from "@/lib/kernel/money";
import { csvMoment, everyRow, sheetOf } from "@/lib/web/csv";
import type { MakeExport } from "@/lib/web/exports/types";
import { words } from "@/lib/web/words";
import { topicName } from "../../forwarding/_components/words";
import { loadComparisonFile, loadDeadFile } from "../../forwarding/load";

/** The messages that wait for an operator, all of them, as a file. */
export const deadFile: MakeExport = async (_raw, locale) => {
  const file = await loadDeadFile();
  return file && { name: locale === "fr" ? "messages-bloques" : "dead-letters", rows: deadRows(file, locale) };
};

async function* deadRows({ page, timeZone }: NonNullable<Awaited<ReturnType<typeof loadDeadFile>>>, locale: Locale): AsyncGenerator<readonly string[]> {
  const t = words(locale, "officeForwarding");
  yield [t("csv.died"), t("csv.message"), t("csv.topic"), t("csv.order"), t("csv.code"), t("csv.words"), t("attempts"), t("waitingBehind")];
  for await (const one of everyRow(page)) yield [csvMoment(one.diedAt, timeZone), one.id, topicName(locale, one.topic), one.number ?? "", one.code, one.words, String(one.attempts), String(one.waiting)];
}

type Comparison = NonNullable<Awaited<ReturnType<typeof loadComparisonFile>>>;

/** Both sides by day, as they were compared last, as a file. */
export const comparisonFile: MakeExport = async (_raw, locale) => {
  const file = await loadComparisonFile();
  if (!file) return null;
  const t = words(locale, "officeForwarding");
  const amount = (minor: string): string => writeDecimal(money(BigInt(minor), file.currency), locale);
  const rows = file.days.map(({ day, ours, oursMinor, theirs, theirsMinor }) => [day, String(ours), amount(oursMinor), String(theirs), amount(theirsMinor), file.currency]);
  return { name: locale === "fr" ? "rapprochement" : "comparison", rows: sheetOf([[t("day"), t("csv.oursSales"), t("csv.oursAmount"), t("csv.theirsSales"), t("csv.theirsAmount"), t("csv.currency")], ...rows]) };
};

/** The differences that were found last, all of them, as a file. */
export const differencesFile: MakeExport = async (_raw, locale) => {
  const file = await loadComparisonFile();
  return file && { name: "differences", rows: differenceRows(file, locale) };
};

async function* differenceRows({ page, currency, timeZone }: Comparison, locale: Locale): AsyncGenerator<readonly string[]> {
  const t = words(locale, "officeForwarding");
  const amount = (minor: string | undefined): string => (minor === undefined ? "" : writeDecimal(money(BigInt(minor), currency), locale));
  const of = (side: Side | null): readonly string[] => [amount(side?.totalMinor), amount(side?.returnedMinor), side?.distributor ?? ""];
  yield [t("sale"), t("csv.kind"), t("csv.oursAmount"), t("csv.oursReturned"), t("csv.oursDistributor"), t("csv.theirsAmount"), t("csv.theirsReturned"), t("csv.theirsDistributor"), t("csv.theirsTimes"), t("csv.currency"), t("csv.resent")];
  for await (const { number, kind, ours, theirs, resentAt } of everyRow(page)) {
    yield [number, t(`kinds.${kind}`), ...of(ours), ...of(theirs), theirs === null ? "0" : String(theirs.times), currency, resentAt === null ? "" : csvMoment(resentAt, timeZone)];
  }
}
