import "server-only";
import { explainedBps } from "@/lib/audit/runs/rules";
import { COUNTED } from "@/lib/audit/types";
import type { Locale } from "@/lib/kernel/locale";
import { writeDecimal } from "@/lib/kernel/money";
import { csvMoment, everyRow, sheetOf } from "@/lib/web/csv";
import type { MakeExport } from "@/lib/web/exports/types";
import { words } from "@/lib/web/words";
import { percentText } from "../../ledger/_components/last-audit";
import { loadAuditsFile } from "../../ledger/audit/load";
import { loadAccounts } from "../../ledger/load";

/** What stands on the members' accounts and on the company's, as a file. */
export const accountsFile: MakeExport = async (_raw, locale) => {
  const book = await loadAccounts();
  if (!book) return null;
  const t = words(locale, "officeLedger");
  const rows = [
    ...book.accounts.map(({ account, accounts, total }) => [t("members"), t(`accounts.${account}`), String(accounts), writeDecimal(total, locale), book.currency]),
    ...book.company.map(({ account, total }) => [t("ofCompany"), t(`accounts.${account}`), "", writeDecimal(total, locale), book.currency]),
  ];
  return { name: locale === "fr" ? "comptes" : "accounts", rows: sheetOf([[t("csv.side"), t("csv.account"), t("csv.wallets"), t("csv.after"), t("csv.currency")], ...rows]) };
};

/** What members have not spent, by its age, as a file. */
export const liabilityFile: MakeExport = async (_raw, locale) => {
  const book = await loadAccounts();
  if (!book) return null;
  const t = words(locale, "officeLedger");
  const rows = book.liability.map(({ upToDays, credit, earnings }) => [upToDays === null ? t("older365") : t("upTo", { days: upToDays }), writeDecimal(credit, locale), writeDecimal(earnings, locale), book.currency]);
  return { name: locale === "fr" ? "cagnottes-par-age" : "liability", rows: sheetOf([[t("age"), t("credit"), t("earnings"), t("csv.currency")], ...rows]) };
};

/** Every audit that was asked for, with what it counted and found, as a file. */
export const auditsFile: MakeExport = async (_raw, locale) => {
  const file = await loadAuditsFile();
  return file && { name: locale === "fr" ? "verifications" : "audits", rows: auditRows(file, locale) };
};

async function* auditRows({ page, timeZone }: NonNullable<Awaited<ReturnType<typeof loadAuditsFile>>>, locale: Locale): AsyncGenerator<readonly string[]> {
  const t = words(locale, "officeLedger");
  const when = (at: Date | null): string => (at === null ? "" : csvMoment(at, timeZone));
  yield [t("csv.asked"), t("csv.by"), t("csv.started"), t("csv.finished"), t("csv.explained"), t("csv.differences"), ...COUNTED.map((what) => t(`audit.counted.${what}`)), t("csv.failure")];
  for await (const { requestedAt, by, startedAt, finishedAt, report, failure } of everyRow(page)) {
    const found = report === null ? ["", "", ...COUNTED.map(() => "")] : [percentText(explainedBps(report), locale), String(report.differences), ...COUNTED.map((what) => String(report.checked[what]))];
    yield [when(requestedAt), by ?? "", when(startedAt), when(finishedAt), ...found, failure ?? ""];
  }
}
