import { Readable } from "node:stream";
import { readCompany } from "@/lib/company/queries";
import type { Locale } from "@/lib/kernel/locale";
import { type Currency, toDecimal } from "@/lib/kernel/money";
import { parseOrderScope } from "@/lib/ledger/rules";
import { readStatement } from "@/lib/ledger/statement/queries";
import type { WalletAccount } from "@/lib/ledger/types";
import type { SignedIn } from "@/lib/access/types";
import { listOrderNumbers } from "@/lib/order/queries";
import { PART_COLUMNS, readPart } from "@/lib/privacy/queries";
import { FILE_PARTS, type FileRow } from "@/lib/privacy/types";
import { csvResponse } from "@/lib/web/csv";
import { db } from "@/lib/web/database";
import { currentPlace } from "@/lib/web/place";
import { problem } from "@/lib/web/problem";
import { attempt } from "@/lib/web/rate-limit";
import { now } from "@/lib/web/time";
import { signedIn } from "@/lib/web/viewer";
import { words } from "@/lib/web/words";
import { sentenceKeyOf } from "../../../wallet/_components/sentence";

const WALLETS = ["credit_available", "credit_held", "earnings_available", "earnings_held"] as const satisfies readonly WalletAccount[];
const WALLET_COLUMNS = ["at", "wallet", "explanation", "amount", "balance", "currency", "number"] as const;
/** A wallet has fewer pages of entries. */
const PAGES_MAX = 100_000;

/** The reader's data: one part as CSV (`?part=orders`), or all of it as JSON. Sent as it is read, as long as it may be. GDPR, articles 15 and 20 */
export async function GET(request: Request): Promise<Response> {
  const who = await signedIn();
  if (!who) return problem({ status: 401, type: "signed-out", title: "Not signed in" });
  if (!(await attempt("file_by_account", who.id))) return problem({ status: 429, type: "slow-down", title: "Too many exports: try again in an hour" });
  const { locale } = await currentPlace();
  const wanted = new URL(request.url).searchParams.get("part");
  if (wanted === null) return jsonResponse(wholeFile(who, locale));
  const part = wanted === "wallet" ? wanted : FILE_PARTS.find((known) => known === wanted);
  if (part === undefined) return problem({ status: 404, type: "unknown-part", title: "No such part of the file" });
  return csvResponse(part, csvRows(part === "wallet" ? WALLET_COLUMNS : PART_COLUMNS[part], rowsOf(who, part, locale), locale));
}

type Part = (typeof FILE_PARTS)[number] | "wallet";
type Column = (typeof WALLET_COLUMNS)[number] | (typeof PART_COLUMNS)[(typeof FILE_PARTS)[number]][number];

const rowsOf = (who: SignedIn, part: Part, locale: Locale): AsyncIterable<FileRow> => (part === "wallet" ? walletRows(who, locale) : readPart(db(), who.id, part));

async function* csvRows(columns: readonly Column[], rows: AsyncIterable<FileRow>, locale: Locale): AsyncGenerator<readonly string[]> {
  const t = words(locale, "privacy");
  yield columns.map((column) => t(`columns.${column}`));
  for await (const row of rows) yield columns.map((column) => row[column] ?? "");
}

/** Every entry of the wallets with the sentence that the statement has for it, newest first. */
async function* walletRows(who: SignedIn, locale: Locale): AsyncGenerator<FileRow> {
  const { currency } = await readCompany(db());
  for (const account of WALLETS) yield* entriesOf(who, { account, currency }, locale);
}

async function* entriesOf(who: SignedIn, of: { readonly account: WalletAccount; readonly currency: Currency }, locale: Locale): AsyncGenerator<FileRow> {
  const t = words(locale, "statement");
  let before: bigint | undefined;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const { lines, older } = await readStatement(db(), who.id, { ...of, ...(before === undefined ? {} : { before }) });
    const numbers = await listOrderNumbers(db(), lines.flatMap((line) => parseOrderScope(line) ?? []));
    for (const line of lines) {
      const number = numbers.get(parseOrderScope(line) ?? "") ?? "";
      yield {
        at: line.occurredAt.toISOString(), wallet: of.account, explanation: t(`said.${sentenceKeyOf(line)}`, { order: number }), amount: toDecimal(line.amount),
        balance: toDecimal(line.balanceAfter), currency: of.currency, number,
      };
    }
    if (older === null) return;
    before = older;
  }
}

async function* wholeFile(who: SignedIn, locale: Locale): AsyncGenerator<string> {
  yield `{\n"exported": ${JSON.stringify(now().toISOString())}`;
  for (const part of [...FILE_PARTS, "wallet"] as const) {
    yield `,\n${JSON.stringify(part)}: [`;
    let between = "\n  ";
    for await (const row of rowsOf(who, part, locale)) {
      yield between + JSON.stringify(row);
      between = ",\n  ";
    }
    yield "]";
  }
  yield "\n}\n";
}

function jsonResponse(text: AsyncGenerator<string>): Response {
  const body = Readable.toWeb(Readable.from(text).map((part: string) => Buffer.from(part))) as ReadableStream<Uint8Array>;
  return new Response(body, { headers: { "content-type": "application/json; charset=utf-8", "content-disposition": 'attachment; filename="data.json"', "cache-control": "private, no-store" } });
}
