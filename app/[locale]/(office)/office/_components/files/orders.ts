import "server-only";
import type { Operator } from "@/lib/access/types";
import { readCompany } from "@/lib/company/queries";
import { midnights } from "@/lib/kernel/clock";
import type { Locale } from "@/lib/kernel/locale";
import { writeDecimal } from "@/lib/kernel/money";
import { listOrders } from "@/lib/office/queries";
import { PAGE_MAX } from "@/lib/office/rules";
import { csvMoment, everyRow } from "@/lib/web/csv";
import { db } from "@/lib/web/database";
import type { MakeExport } from "@/lib/web/exports/types";
import { operatorWith } from "@/lib/web/viewer";
import { words } from "@/lib/web/words";
import { OrdersQuery } from "../../orders/load";

/** The orders that the list's address asks for, all of them, as a file. */
export const ordersFile: MakeExport = async (raw, locale) => {
  const by = await operatorWith("orders");
  return by && { name: locale === "fr" ? "commandes" : "orders", rows: rowsOf(by, OrdersQuery.parse(raw), locale) };
};

async function* rowsOf(by: Operator, { q, status, stage, from, until, buyer }: OrdersQuery, locale: Locale): AsyncGenerator<readonly string[]> {
  const t = words(locale, "officeOrders");
  const { currency, timeZone } = await readCompany(db());
  yield [t("number"), t("csv.placed"), t("status"), t("stage"), t("buyer"), t("sponsor"), t("total"), t("csv.refunded"), t("pool"), t("csv.currency")];
  for await (const order of everyRow((before: Parameters<typeof listOrders>[2]["before"]) => listOrders(db(), by, { search: q, status, stage, ...midnights({ from, until }, timeZone), buyer, before, limit: PAGE_MAX, currency }))) {
    yield [
      order.number, csvMoment(order.placedAt, timeZone), t(`states.${order.status}`), t(`stages.${order.stage}`), order.name ?? "", order.sponsor ?? "",
      writeDecimal(order.total, locale), writeDecimal(order.refunded, locale), writeDecimal(order.pool, locale), order.total.currency,
    ];
  }
}
