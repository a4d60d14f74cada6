import "server-only";
import { findDestination, findPayable, listPayouts, readPayoutSettings } from "@/lib/earnings/payouts/queries";
import { maskedIban } from "@/lib/earnings/payouts/rules";
import type { Payable, Payout, PayoutSettings } from "@/lib/earnings/payouts/types";
import { newId, type PayoutId } from "@/lib/kernel/id";
import { db } from "@/lib/web/database";
import { payees } from "@/lib/web/payments";
import { now } from "@/lib/web/time";
import type { Desk } from "../../load";

export type PayoutsView = Payable & {
  readonly settings: PayoutSettings;
  /** Where the money goes, as far as a page shows it; null: not said yet. `ready` false: the provider still asks for something. */
  readonly destination: { readonly shown: string; readonly ready: boolean } | null;
  readonly holder: string;
  readonly payouts: readonly Payout[];
  /** The id of the request that this page may send: sent twice, it is one. */
  readonly fresh: PayoutId;
};

/** What the pay-out page shows. */
export async function loadPayouts({ book, who }: Desk): Promise<PayoutsView> {
  const settings = await readPayoutSettings(db());
  const [payable, { iban, holder, stripeAccount }, payouts] = await Promise.all([
    findPayable(db(), book, { afterDays: settings.afterDays, now: now() }), findDestination(db(), who.id), listPayouts(db(), who.id),
  ]);
  const bank = iban === null ? null : { shown: maskedIban(iban), ready: true };
  const account = settings.method === "stripe" && stripeAccount !== null ? await payees().find(stripeAccount) : null;
  return {
    ...payable, settings, holder: holder ?? "", payouts, fresh: newId("payout"),
    destination: settings.method === "stripe" ? account && { shown: "Stripe", ready: account.ready } : bank,
  };
}
