import type { Operator } from "@/lib/access/types";
import { readCompany } from "@/lib/company/queries";
import { type Locale } from "@/lib/kernel/locale";
import { listOrders } from "@/lib/office/queries";
import { PAGE_MAX } from "@/lib/office/rules";
import { csvAmount, csvMoment, csvResponse, everyRow } from "@/lib/web/csv";
import { db } from "@/lib/web/database";
import { currentPlace } from "@/lib/web/place";
import { operatorWith } from "@/lib/web/viewer";
import { words } from "@/lib/web/words";
import { OrdersQuery } from "../load";

/** The orders that the list's address asks for, all of them, as a file. */
export async function GET(request: Request): Promise<Response> {
  const by = await operatorWith("orders");
  if (!by) return new Response(null, { status: 404 });
  const query = OrdersQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { locale } = await currentPlace();
  return csvResponse(locale === "fr" ? "commandes" : "orders", rowsOf(by, query, locale));
}

async function* rowsOf(by: Operator, { q, status, stage }: OrdersQuery, locale: Locale): AsyncGenerator<readonly string[]> {
  const t = words(locale, "officeOrders");
  const { currency, timeZone } = await readCompany(db());
  yield [t("number"), t("csv.placed"), t("status"), t("stage"), t("buyer"), t("sponsor"), t("total"), t("csv.refunded"), t("pool"), t("csv.currency")];
  for await (const order of everyRow((before: Parameters<typeof listOrders>[2]["before"]) => listOrders(db(), by, { search: q, status, stage, before, limit: PAGE_MAX, currency }))) {
    yield [
      order.number, csvMoment(order.placedAt, timeZone), t(`states.${order.status}`), t(`stages.${order.stage}`), order.name ?? "", order.sponsor ?? "",
      csvAmount(order.total, locale), csvAmount(order.refunded, locale), csvAmount(order.pool, locale), order.total.currency,
    ];
  }
}
