import "server-only";
import type { SignedIn } from "@/lib/access/types";
import { readCompany } from "@/lib/company/queries";
import { pathIn } from "@/lib/kernel/address";
import type { MemberId, OrderId } from "@/lib/kernel/id";
import type { Locale } from "@/lib/kernel/locale";
import type { Currency } from "@/lib/kernel/money";
import { MOVEMENT_GROUPS, type StatementAsked } from "@/lib/ledger/input";
import { parseOrderScope } from "@/lib/ledger/rules";
import { readStatement } from "@/lib/ledger/statement/queries";
import type { StatementPage } from "@/lib/ledger/statement/types";
import type { StatementLine, Wallet } from "@/lib/ledger/types";
import { listWallets } from "@/lib/live/queries";
import { type ShownAccounts, shownAccounts, walletsIn } from "@/lib/live/rules";
import { listOrderNumbers } from "@/lib/order/queries";
import { explainTo } from "@/lib/plan/queries";
import type { PartExplained } from "@/lib/plan/types";
import { db } from "@/lib/web/database";
import { dayStart } from "@/lib/web/dates";
import { absolute } from "@/lib/web/links";
import { signedIn } from "@/lib/web/viewer";

const PAGE = 20;

/** A movement, with the number of its order where it has one, and why a credit is as large as it is. */
export type Movement = StatementLine & { readonly orderNumber: string | null; readonly why: PartExplained | null };

export type WalletView = {
  readonly memberId: string;
  readonly firstName: string;
  /** What the balances were drawn from, for the live ones. */
  readonly accounts: ShownAccounts;
  /** The member's shop, whole, to be shared. */
  readonly link: string;
  readonly credit: Wallet;
  /** Null for a member who never had any and is no distributor. */
  readonly earnings: Wallet | null;
  readonly asked: StatementAsked;
  readonly movements: readonly Movement[];
  /** What the next page of movements begins before; null on the last page. */
  readonly older: string | null;
  readonly timeZone: string;
};

/** What the wallet page shows; null for a visitor. */
export async function loadWallet(locale: Locale, wish: StatementAsked): Promise<WalletView | null> {
  const who = await signedIn();
  return who && walletOf(who, locale, wish);
}

/** What a member's wallet page shows. Whoever asks has been found to be them, or may look as they do. */
export async function walletOf(who: Pick<SignedIn, "id" | "role" | "firstName" | "handle">, locale: Locale, wish: StatementAsked): Promise<WalletView> {
  const { currency, timeZone } = await readCompany(db());
  const state = (await listWallets(db(), [who.id], currency)).get(who.id);
  const { credit, earnings } = walletsIn(state, currency);
  const earns = who.role === "distributor" || earnings.balance.minor !== 0n;
  const asked = earns ? wish : { ...wish, account: "credit" as const };
  const { lines, older } = await readStatement(db(), who.id, { ...pageOf(asked, { currency, timeZone }), limit: PAGE, ...(asked.before ? { before: BigInt(asked.before) } : {}) });
  const numbers = await listOrderNumbers(db(), lines.flatMap((line) => parseOrderScope(line) ?? []));
  return {
    memberId: who.id,
    firstName: who.firstName,
    accounts: shownAccounts(state),
    link: absolute(pathIn({ locale, handle: who.handle }, "/")),
    credit,
    earnings: earns ? earnings : null,
    asked,
    movements: await Promise.all(lines.map(async (line) => ({ ...line, orderNumber: numbers.get(parseOrderScope(line) ?? "") ?? null, why: await whyOf(who.id, line) }))),
    older: older === null ? null : older.toString(),
    timeZone,
  };
}

/** What of a statement an address asks for. */
export function pageOf(asked: StatementAsked, { currency, timeZone }: { readonly currency: Currency; readonly timeZone: string }): StatementPage {
  return {
    account: asked.account === "earnings" ? "earnings_available" : "credit_available", currency,
    ...(asked.kind === "" ? {} : { kinds: MOVEMENT_GROUPS[asked.kind] }),
    ...(asked.from === "" ? {} : { from: dayStart(asked.from, timeZone) }),
    ...(asked.to === "" ? {} : { to: dayStart(asked.to, timeZone, 1) }),
  };
}

/** Parties by the position of their entry. DESIGN §4 */
const PARTIES = ["buyer", "sharer", "distributor"] as const;

/** Why a cash-back line is as large as it is: the member's own part, and nothing of anybody else's. */
async function whyOf(member: MemberId, line: StatementLine): Promise<PartExplained | null> {
  const order: OrderId | null = line.kind === "cashback" ? parseOrderScope(line) : null;
  const told = order && (await explainTo(db(), member, order));
  return told?.parts.find(({ party, postedMinor }) => party === PARTIES[line.position - 1] && postedMinor === line.amount.minor) ?? null;
}
