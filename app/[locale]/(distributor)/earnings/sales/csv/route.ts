import { filterOf, SaleQuery } from "@/lib/earnings/input";
import { listLabels } from "@/lib/earnings/links/queries";
import { listSales } from "@/lib/earnings/queries";
import type { Book, SaleFilter } from "@/lib/earnings/types";
import { numberFormat } from "@/lib/kernel/formats";
import type { OrderId } from "@/lib/kernel/id";
import { type Locale, DEFAULT_LOCALE } from "@/lib/kernel/locale";
import { money, type Money, writeDecimal } from "@/lib/kernel/money";
import { csvResponse } from "@/lib/web/csv";
import { db } from "@/lib/web/database";
import { currentPlace } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { loadDesk } from "../../../load";

const PAGE = 500;
const PAGES_MAX = 4_000;

/** The sales that the address asks for, all of them, as a file. */
export async function GET(request: Request): Promise<Response> {
  const desk = await loadDesk();
  if (desk.kind !== "distributor") return new Response(null, { status: 404 });
  const query = SaleQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { locale } = await currentPlace();
  return csvResponse(locale === DEFAULT_LOCALE ? "ventes" : "sales", rowsOf(desk.book, filterOf(query, desk.book.timeZone), locale));
}

async function* rowsOf(book: Book, filter: SaleFilter, locale: Locale): AsyncGenerator<readonly string[]> {
  const t = words(locale, "earnings");
  const labels = await listLabels(db(), book.owner);
  const time = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: book.timeZone });
  const percent = numberFormat(locale, { maximumFractionDigits: 2, useGrouping: false });
  const amount = (value: Money): string => writeDecimal(value, locale);
  yield (["at", "number", "buyer", "sharer", "stage", "link", "base", "rate", "share", "takenBack", "currency", "state", "reference", "volume", "confirmedAt"] as const).map((column) => t(`columns.${column}`));
  let after: OrderId | null = null;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const sales = await listSales(db(), book, { filter, after, limit: PAGE });
    for (const sale of sales) {
      yield [
        time.format(sale.at), sale.number, sale.buyer.name, sale.sharer?.name ?? "", t(`stage.${sale.stage}`), (sale.link && labels.get(sale.link)) ?? "",
        amount(sale.base), percent.format(Number(sale.rateBps) / 100), amount(sale.earned), amount(sale.takenBack), sale.earned.currency, t(`state.${sale.state}`),
        sale.confirmed?.reference ?? "", sale.confirmed ? amount(money(sale.confirmed.volumeMinor, sale.earned.currency)) : "", sale.confirmed ? time.format(sale.confirmed.at) : "",
      ];
    }
    after = sales.at(-1)?.order ?? null;
    if (sales.length < PAGE) return;
  }
}
