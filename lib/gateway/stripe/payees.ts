import "server-only";
import type { MemberId, PayoutId } from "@/lib/kernel/id";
import type { Money } from "@/lib/kernel/money";
import { toStripeAmount } from "./amounts";
import { orNull, translated } from "./errors";
import { client } from "./provider";
import type { StripeSettings } from "./types";

/** A person who is paid by the provider: they give it their bank account themselves, on its own pages. Calls throw as those of `PaymentProvider`. */
export type Payees = {
  /** Opens an account at the provider; the same member is asked for once. */
  open(person: { readonly member: MemberId; readonly email: string }): Promise<string>;
  /** The provider's page on which the account is filled in; good for some minutes. */
  page(account: string, back: { readonly returnUrl: string; readonly refreshUrl: string }): Promise<string>;
  /** Whether the account can be paid; null for one that is not known there. */
  find(account: string): Promise<{ readonly ready: boolean } | null>;
  /** Sends money to an account: once for each pay-out, however often it is repeated. */
  transfer(sent: { readonly payout: PayoutId; readonly account: string; readonly amount: Money }): Promise<{ readonly reference: string }>;
};

/** Stripe Connect: express accounts that may only receive transfers. */
export function stripePayees(settings: StripeSettings): Payees {
  const stripe = client(settings);
  return {
    open: async ({ member, email }) => {
      const params = { type: "express", email, capabilities: { transfers: { requested: true } }, metadata: { member_id: member } } as const;
      return (await translated(() => stripe.accounts.create(params, { idempotencyKey: `account:${member}` }))).id;
    },
    page: async (account, { returnUrl, refreshUrl }) =>
      (await translated(() => stripe.accountLinks.create({ account, type: "account_onboarding", return_url: returnUrl, refresh_url: refreshUrl }))).url,
    find: async (id) => {
      const account = await orNull(translated(async () => stripe.accounts.retrieve(id)));
      return account && { ready: account.payouts_enabled && account.capabilities?.transfers === "active" };
    },
    transfer: async ({ payout, account, amount }) => {
      // The provider forgets a key after a day, and an operator may try a message again later than that.
      const { data: [sent] } = await translated(() => stripe.transfers.list({ transfer_group: payout, limit: 1 }));
      if (sent) return { reference: sent.id };
      const params = { ...toStripe(amount), destination: account, transfer_group: payout, metadata: { payout_id: payout } };
      return { reference: (await translated(() => stripe.transfers.create(params, { idempotencyKey: `payout:${payout}` }))).id };
    },
  };
}

const toStripe = (amount: Money) => ({ amount: toStripeAmount(amount), currency: amount.currency.toLowerCase() });
