import "server-only";
import type { SignedIn } from "@/lib/access/types";
import { readCompany } from "@/lib/company/queries";
import { pathIn } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { listStatement } from "@/lib/ledger/queries";
import { parseOrderScope } from "@/lib/ledger/rules";
import type { StatementLine, Wallet, WalletAccount } from "@/lib/ledger/types";
import { listWallets } from "@/lib/live/queries";
import { type ShownAccounts, shownAccounts, walletsIn } from "@/lib/live/rules";
import { listOrderNumbers } from "@/lib/order/queries";
import { db } from "@/lib/web/database";
import { absolute } from "@/lib/web/links";
import { signedIn } from "@/lib/web/viewer";

const PAGE = 20;

/** A movement, with the number of its order where it has one. */
export type Movement = StatementLine & { readonly orderNumber: string | null };

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
  readonly shown: "credit" | "earnings";
  readonly movements: readonly Movement[];
  /** What the next page of movements begins before; null on the last page. */
  readonly older: string | null;
  readonly timeZone: string;
};

type Wish = { readonly locale: Locale; readonly account: string | undefined; readonly before: string | undefined };

/** What the wallet page shows; null for a visitor. */
export async function loadWallet(wish: Wish): Promise<WalletView | null> {
  const who = await signedIn();
  return who && walletOf(who, wish);
}

/** What a member's wallet page shows. Whoever asks has been found to be them, or may look as they do. */
export async function walletOf(who: Pick<SignedIn, "id" | "role" | "firstName" | "handle">, { locale, account: asked, before }: Wish): Promise<WalletView> {
  const { currency, timeZone } = await readCompany(db());
  const state = (await listWallets(db(), [who.id], currency)).get(who.id);
  const { credit, earnings } = walletsIn(state, currency);
  const earns = who.role === "distributor" || earnings.balance.minor !== 0n;
  const shown = asked === "earnings" && earns ? "earnings" : "credit";
  const account: WalletAccount = shown === "earnings" ? "earnings_available" : "credit_available";
  const from = before && /^\d{1,18}$/.test(before) ? { before: BigInt(before) } : {};
  const lines = await listStatement(db(), who.id, { account, currency, limit: PAGE, ...from });
  const numbers = await listOrderNumbers(db(), lines.flatMap((line) => parseOrderScope(line) ?? []));
  const last = lines.at(-1);
  return {
    memberId: who.id,
    firstName: who.firstName,
    accounts: shownAccounts(state),
    link: absolute(pathIn({ locale, handle: who.handle }, "/")),
    credit,
    earnings: earns ? earnings : null,
    shown,
    movements: lines.map((line) => ({ ...line, orderNumber: numbers.get(parseOrderScope(line) ?? "") ?? null })),
    older: last && last.version > 1n ? last.version.toString() : null,
    timeZone,
  };
}
