import "server-only";
import type { Locale } from "@/lib/kernel/locale";
import { writeDecimal } from "@/lib/kernel/money";
import type { BookTransaction } from "@/lib/office/book/types";
import { csvMoment } from "@/lib/web/csv";
import type { MakeExport } from "@/lib/web/exports/types";
import { words } from "@/lib/web/words";
import { loadLedgerFile } from "../../ledger/load";

/** No day has more transactions. */
const PAGES_MAX = 5_000;

/** The transactions that the list's address asks for, an entry a line, as a file. */
export const ledgerFile: MakeExport = async (raw, locale) => {
  const file = await loadLedgerFile(raw);
  return file && { name: `${locale === "fr" ? "grand-livre" : "ledger"}${file.day === "" ? "" : `-${file.day}`}`, rows: rowsOf(file, locale) };
};

async function* rowsOf({ page, timeZone }: NonNullable<Awaited<ReturnType<typeof loadLedgerFile>>>, locale: Locale): AsyncGenerator<readonly string[]> {
  const t = words(locale, "officeLedger");
  yield [t("csv.posted"), t("csv.happened"), t("key"), t("kind"), t("csv.order"), t("csv.account"), t("csv.member"), t("csv.amount"), t("csv.after"), t("csv.currency")];
  let last: BookTransaction | undefined;
  for (let turn = 0; turn < PAGES_MAX; turn += 1) {
    const { rows, more } = await page(last);
    for (const one of rows) {
      for (const { account, member, amount, balanceAfter } of one.entries) {
        yield [csvMoment(one.postedAt, timeZone), csvMoment(one.occurredAt, timeZone), one.key, one.kind, one.orderNumber ?? "", account, member ?? "", writeDecimal(amount, locale), balanceAfter ? writeDecimal(balanceAfter, locale) : "", one.currency];
      }
    }
    last = rows.at(-1);
    if (!more) return;
  }
}
