import "server-only";
import { maskedIban } from "@/lib/earnings/payouts/rules";
import type { Locale } from "@/lib/kernel/locale";
import { writeDecimal } from "@/lib/kernel/money";
import { csvMoment, everyRow } from "@/lib/web/csv";
import type { MakeExport } from "@/lib/web/exports/types";
import { words } from "@/lib/web/words";
import { loadPayoutsFile } from "../../payouts/load";

/** The pay-outs that the list's address asks for, all of them, as a file. Accounts are masked, as the list shows them. */
export const payoutsFile: MakeExport = async (raw, locale) => {
  const file = await loadPayoutsFile(raw);
  return file && { name: locale === "fr" ? "versements" : "payouts", rows: rowsOf(file, locale) };
};

async function* rowsOf({ page, timeZone }: NonNullable<Awaited<ReturnType<typeof loadPayoutsFile>>>, locale: Locale): AsyncGenerator<readonly string[]> {
  const t = words(locale, "officePayouts");
  const when = (at: Date | null): string => (at === null ? "" : csvMoment(at, timeZone));
  yield [t("csv.asked"), t("csv.name"), t("csv.member"), t("csv.amount"), t("csv.currency"), t("csv.method"), t("csv.account"), t("csv.status"), t("csv.reference"), t("csv.decided"), t("csv.ended"), t("csv.failure")];
  for await (const one of everyRow(page)) {
    yield [
      when(one.requestedAt), one.name, one.member, writeDecimal(one.amount, locale), one.amount.currency, one.method === "stripe" ? "Stripe" : "SEPA", one.iban === null ? "" : maskedIban(one.iban),
      t(`status.${one.status}`), one.reference ?? "", when(one.decidedAt), when(one.endedAt), one.failure ?? "",
    ];
  }
}
