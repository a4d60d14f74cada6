import "server-only";
import { readCompany } from "@/lib/company/queries";
import { type MemberId, parseId } from "@/lib/kernel/id";
import type { Locale } from "@/lib/kernel/locale";
import { type Currency, writeDecimal } from "@/lib/kernel/money";
import { parseOrderScope } from "@/lib/ledger/rules";
import { readStatement } from "@/lib/ledger/statement/queries";
import type { WalletAccount } from "@/lib/ledger/types";
import { listOrderNumbers } from "@/lib/order/queries";
import { csvMoment } from "@/lib/web/csv";
import { db } from "@/lib/web/database";
import type { MakeExport } from "@/lib/web/exports/types";
import { operatorWith } from "@/lib/web/viewer";
import { words } from "@/lib/web/words";
import { ACCOUNTS } from "../../members/[id]/load";

/** No member has more pages of movements. */
const PAGES_MAX = 20_000;

/** One account of a member, every movement with the balance after it, as a file. */
export const statementFile: MakeExport = async (raw, locale) => {
  const by = await operatorWith("members");
  const member = parseId("member", raw["member"] ?? "");
  if (!by || !member) return null;
  const account = ACCOUNTS.find((one) => one === raw["account"]) ?? "credit_available";
  const { currency, timeZone } = await readCompany(db());
  return { name: `${locale === "fr" ? "releve" : "statement"}-${account}-${member}`, rows: rowsOf(member, { account, currency, timeZone, locale }) };
};

type Reading = { readonly account: WalletAccount; readonly currency: Currency; readonly timeZone: string; readonly locale: Locale };

async function* rowsOf(member: MemberId, { account, currency, timeZone, locale }: Reading): AsyncGenerator<readonly string[]> {
  const t = words(locale, "officePerson");
  yield [t("csv.posted"), t("movement"), t("businessKey"), t("csv.order"), t("amount"), t("after"), t("csv.currency")];
  let before: bigint | undefined;
  for (let turn = 0; turn < PAGES_MAX; turn += 1) {
    const { lines, older } = await readStatement(db(), member, { account, currency, ...(before === undefined ? {} : { before }) });
    const numbers = await listOrderNumbers(db(), lines.flatMap((line) => parseOrderScope(line) ?? []));
    for (const line of lines) {
      yield [csvMoment(line.occurredAt, timeZone), line.kind, line.key, numbers.get(parseOrderScope(line) ?? "") ?? "", writeDecimal(line.amount, locale), writeDecimal(line.balanceAfter, locale), currency];
    }
    if (older === null) return;
    before = older;
  }
}
