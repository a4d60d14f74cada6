import "server-only";
import { redirect } from "next/navigation";
import { readCompany } from "@/lib/company/queries";
import { pathIn } from "@/lib/kernel/address";
import { parseOrderScope } from "@/lib/ledger/rules";
import { findWallets, listStatement } from "@/lib/ledger/queries";
import type { StatementLine, WalletAccount, Wallets } from "@/lib/ledger/types";
import { listOrderNumbers } from "@/lib/order/queries";
import { db } from "@/lib/web/database";
import { absolute } from "@/lib/web/links";
import { currentPlace } from "@/lib/web/place";
import { signedIn } from "@/lib/web/viewer";

const PAGE = 20;

export type WalletLine = StatementLine & { readonly order: string | null };
export type WalletView = {
  readonly firstName: string;
  readonly distributor: boolean;
  readonly wallets: Wallets;
  readonly account: WalletAccount;
  readonly lines: readonly WalletLine[];
  readonly older: bigint | null;
  readonly link: string;
};

/** The signed-in member's wallets and one page of a statement; visitors go and sign in. */
export async function loadWallet(asked: { readonly account?: string; readonly before?: string }): Promise<WalletView> {
  const place = await currentPlace();
  const who = await signedIn();
  if (!who) redirect(pathIn(place, "/sign-in"));
  const { currency } = await readCompany(db());
  const account: WalletAccount = asked.account === "earnings" ? "earnings_available" : "credit_available";
  const before = /^\d{1,18}$/.test(asked.before ?? "") ? BigInt(asked.before ?? "0") : undefined;
  const [wallets, lines] = await Promise.all([
    findWallets(db(), who.id, currency),
    listStatement(db(), who.id, { account, currency, limit: PAGE + 1, ...(before === undefined ? {} : { before }) }),
  ]);
  const shown = lines.slice(0, PAGE);
  const numbers = await listOrderNumbers(db(), shown.flatMap((line) => parseOrderScope(line) ?? []));
  return {
    firstName: who.firstName,
    distributor: who.role === "distributor",
    wallets,
    account,
    lines: shown.map((line) => ({ ...line, order: numbers.get(parseOrderScope(line) ?? "") ?? null })),
    older: lines.length > PAGE ? (shown.at(-1)?.version ?? null) : null,
    link: absolute(pathIn({ locale: place.locale, handle: who.handle }, "/")),
  };
}
