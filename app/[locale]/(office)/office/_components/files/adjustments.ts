import "server-only";
import type { Locale } from "@/lib/kernel/locale";
import { writeDecimal } from "@/lib/kernel/money";
import { csvMoment, everyRow } from "@/lib/web/csv";
import type { MakeExport } from "@/lib/web/exports/types";
import { words } from "@/lib/web/words";
import { loadRequestsFile } from "../../adjustments/load";

/** The adjustments that the list's address asks for, answered or waiting, all of them, as a file. */
export const adjustmentsFile: MakeExport = async (raw, locale) => {
  const file = await loadRequestsFile(raw);
  return file && { name: locale === "fr" ? "corrections" : "adjustments", rows: rowsOf(file, locale) };
};

async function* rowsOf({ page, timeZone }: NonNullable<Awaited<ReturnType<typeof loadRequestsFile>>>, locale: Locale): AsyncGenerator<readonly string[]> {
  const t = words(locale, "officeAdjustments");
  yield [t("csv.asked"), t("asked"), t("member"), t("csv.wallet"), t("amount"), t("csv.currency"), t("csv.reason"), t("answer"), t("csv.answered"), t("csv.answeredBy")];
  for await (const one of everyRow(page)) {
    yield [
      csvMoment(one.requestedAt, timeZone), one.requestedByName ?? one.requestedBy, one.memberName ?? one.member, t(`wallets.${one.wallet}`), writeDecimal(one.amount, locale), one.amount.currency, one.reason,
      one.approved === null ? "" : t(one.approved ? "approved" : "declined"), one.decidedAt ? csvMoment(one.decidedAt, timeZone) : "", one.decidedByName ?? "",
    ];
  }
}
