import "server-only";
import { readCompany } from "@/lib/company/queries";
import { findOrderByNumber } from "@/lib/order/queries";
import { db } from "@/lib/web/database";
import { opensWithdrawal } from "@/lib/web/links";
import { now } from "@/lib/web/time";
import { signedIn } from "@/lib/web/viewer";
import { findWithdrawable, listWithdrawals, readWithdrawalSettings } from "@/lib/withdrawal/queries";

/** What can be withdrawn from an order and what was; null for whoever has neither its key nor bought it. */
export async function loadWithdrawal(number: string, key: string | undefined) {
  const found = await findOrderByNumber(db(), number);
  if (!found) return null;
  if (!opensWithdrawal(number, key) && (await signedIn())?.id !== found.order.buyerId) return null;
  const [open, earlier, settings, company] = await Promise.all([
    findWithdrawable(db(), found.order.id, now()), listWithdrawals(db(), found.order.id), readWithdrawalSettings(db()), readCompany(db()),
  ]);
  return open && { ...found, open, earlier, settings, email: company.email, returnAddress: company.legal?.returnAddress || company.address };
}

export type WithdrawalView = NonNullable<Awaited<ReturnType<typeof loadWithdrawal>>>;
