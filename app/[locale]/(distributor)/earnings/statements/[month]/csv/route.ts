import type { Book, MonthSums } from "@/lib/earnings/types";
import type { Locale } from "@/lib/kernel/locale";
import { type Money, writeDecimal } from "@/lib/kernel/money";
import { csvResponse } from "@/lib/web/csv";
import { currentPlace } from "@/lib/web/place";
import { sentenceOf } from "@/lib/web/statement";
import { words } from "@/lib/web/words";
import { loadFile, movementsOf } from "../load";

type Context = { readonly params: Promise<{ readonly month: string }> };

/** A month's statement as a file: opening, each movement, closing. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const file = await loadFile(params);
  if (file === null) return new Response(null, { status: 404 });
  const { desk, sums } = file;
  const { locale } = await currentPlace();
  return csvResponse(sums.month, rowsOf(desk.book, sums, locale));
}

async function* rowsOf(book: Book, sums: MonthSums, locale: Locale): AsyncGenerator<readonly string[]> {
  const t = words(locale, "earnings");
  const time = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: book.timeZone });
  const amount = (value: Money): string => writeDecimal(value, locale);
  yield [t("columns.at"), t("statement.what"), t("columns.number"), t("statement.amount"), t("statement.balance"), t("columns.currency")];
  yield [`${sums.month}-01`, t("statement.opening"), "", "", amount(sums.opening), book.currency];
  for await (const line of movementsOf(book, sums.month)) {
    yield [time.format(line.at), sentenceOf(line, t), line.orderNumber ?? "", amount(line.amount), amount(line.balanceAfter), book.currency];
  }
  yield ["", t("statement.closing"), "", "", amount(sums.closing), book.currency];
}
