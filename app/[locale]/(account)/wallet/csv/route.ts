import { readCompany } from "@/lib/company/queries";
import type { MemberId } from "@/lib/kernel/id";
import type { Locale } from "@/lib/kernel/locale";
import { type Money, writeDecimal } from "@/lib/kernel/money";
import { StatementQuery } from "@/lib/ledger/input";
import { parseOrderScope } from "@/lib/ledger/rules";
import { readStatement } from "@/lib/ledger/statement/queries";
import type { StatementPage } from "@/lib/ledger/statement/types";
import { listOrderNumbers } from "@/lib/order/queries";
import { csvResponse } from "@/lib/web/csv";
import { db } from "@/lib/web/database";
import { currentPlace } from "@/lib/web/place";
import { problem } from "@/lib/web/problem";
import { signedIn } from "@/lib/web/viewer";
import { words } from "@/lib/web/words";
import { sentenceKeyOf } from "../_components/sentence";
import { pageOf } from "../load";

/** Two million movements: more than anybody has, and an end. */
const PAGES_MAX = 20_000;

/** The movements that the address asks for, all of them, as a file of the reader's own wallet. */
export async function GET(request: Request): Promise<Response> {
  const who = await signedIn();
  if (!who) return problem({ status: 401, type: "signed-out", title: "Not signed in" });
  const asked = StatementQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  const [{ locale }, { currency, timeZone }] = [await currentPlace(), await readCompany(db())];
  return csvResponse(words(locale, "statement")("file"), rowsOf(who.id, pageOf(asked, { currency, timeZone }), { locale, timeZone }));
}

type Reading = { readonly locale: Locale; readonly timeZone: string };

async function* rowsOf(member: MemberId, page: StatementPage, { locale, timeZone }: Reading): AsyncGenerator<readonly string[]> {
  const t = words(locale, "statement");
  const time = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone });
  const decimal = (value: Money): string => writeDecimal(value, locale);
  yield (["at", "what", "order", "amount", "after", "currency"] as const).map((column) => t(`columns.${column}`));
  let before: bigint | undefined;
  for (let n = 0; n < PAGES_MAX; n += 1) {
    const { lines, older } = await readStatement(db(), member, { ...page, ...(before === undefined ? {} : { before }) });
    const numbers = await listOrderNumbers(db(), lines.flatMap((line) => parseOrderScope(line) ?? []));
    for (const line of lines) {
      const order = numbers.get(parseOrderScope(line) ?? "") ?? "";
      yield [time.format(line.occurredAt), t(`said.${sentenceKeyOf(line)}`, { order }), order, decimal(line.amount), decimal(line.balanceAfter), line.amount.currency];
    }
    if (older === null) return;
    before = older;
  }
}
