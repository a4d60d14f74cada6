import "server-only";
import { readCompany } from "@/lib/company/queries";
import type { Money } from "@/lib/kernel/money";
import { findWallets } from "@/lib/ledger/queries";
import { findHindrance } from "@/lib/membership/queries";
import type { Hindrance } from "@/lib/membership/types";
import { db } from "@/lib/web/database";
import { signedIn } from "@/lib/web/viewer";

export type EraseView = {
  /** What stands in the wallets and would be lost. */
  readonly credit: Money;
  readonly earnings: Money;
  readonly hindrance: Hindrance | null;
  readonly email: string;
};

/** What somebody loses who wants to be erased; null for a visitor. */
export async function loadErase(): Promise<EraseView | null> {
  const who = await signedIn();
  if (!who) return null;
  const { currency, email } = await readCompany(db());
  const [{ credit, earnings }, hindrance] = await Promise.all([findWallets(db(), who.id, currency), findHindrance(db(), who.id)]);
  return { credit: credit.balance, earnings: earnings.balance, hindrance, email };
}
