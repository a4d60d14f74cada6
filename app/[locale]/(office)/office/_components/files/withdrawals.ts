import "server-only";
import * as z from "zod";
import { readCompany } from "@/lib/company/queries";
import { type Locale, localized } from "@/lib/kernel/locale";
import { PAGE_MAX } from "@/lib/office/rules";
import { csvMoment, everyRow } from "@/lib/web/csv";
import { db } from "@/lib/web/database";
import type { MakeExport } from "@/lib/web/exports/types";
import { operatorWith } from "@/lib/web/viewer";
import { words } from "@/lib/web/words";
import { listOfficeWithdrawals } from "@/lib/withdrawal/queries";
import type { WithdrawalFilter } from "@/lib/withdrawal/types";
import { WithdrawalsQuery } from "../../withdrawals/load";

/** The withdrawals that the list's address asks for, all of them, as a file. */
export const withdrawalsFile: MakeExport = async (raw, locale) =>
  (await operatorWith("refunds")) && { name: locale === "fr" ? "retractations" : "withdrawals", rows: rowsOf(WithdrawalsQuery.parse(raw), locale) };

async function* rowsOf({ q, state }: z.output<typeof WithdrawalsQuery>, locale: Locale): AsyncGenerator<readonly string[]> {
  const t = words(locale, "withdrawal");
  const { timeZone } = await readCompany(db());
  yield [t("office.order"), t("office.buyer"), t("office.goodsHead"), t("office.declaredHead"), t("office.byHead"), t("office.proofHead")];
  for await (const one of everyRow((after: WithdrawalFilter["after"]) => listOfficeWithdrawals(db(), { search: q, state, after, limit: PAGE_MAX }))) {
    yield [
      one.number, one.contact?.name ?? "", one.lines.map(({ quantity, title }) => `${quantity} × ${localized(title, locale)}`).join(", "),
      csvMoment(one.declaredAt, timeZone), csvMoment(new Date(one.refundBy.getTime() - 1), timeZone).slice(0, 10), one.evidence === "proof" ? (one.contact?.proof ?? "") : "",
    ];
  }
}
