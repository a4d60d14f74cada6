"use server";

import { redirect } from "next/navigation";
import * as z from "zod";
import { transact } from "@/db/transact";
import { readCompany } from "@/lib/company/queries";
import { requestPayout, saveAccount, saveStripeAccount } from "@/lib/earnings/payouts/commands";
import { HolderInput, IbanInput } from "@/lib/earnings/payouts/input";
import { findDestination } from "@/lib/earnings/payouts/queries";
import type { RequestRefusal } from "@/lib/earnings/payouts/types";
import { ProviderRefused, ProviderUnavailable } from "@/lib/gateway/stripe/errors";
import { pathIn } from "@/lib/kernel/address";
import { parseId } from "@/lib/kernel/id";
import { parseAmount } from "@/lib/kernel/money";
import { findMember } from "@/lib/members/queries";
import { memberAction, type SignedOut } from "@/lib/web/action";
import { db } from "@/lib/web/database";
import { absolute } from "@/lib/web/links";
import { payees } from "@/lib/web/payments";
import { currentPlace } from "@/lib/web/place";

const PAGE = "/earnings/payouts";
const here = async (done: string): Promise<never> => redirect(`${pathIn(await currentPlace(), PAGE)}?done=${done}`);

const Request = z.object({
  payout: z.string().transform((text, context) => parseId("payout", text) ?? (context.addIssue("not an id"), z.NEVER)),
  amount: z.string().trim().max(30),
});
type Refused = { readonly ok: false; readonly reason: RequestRefusal; readonly given: Readonly<Record<string, string>> };

/** Asks for a pay-out of the signed-in distributor's earnings. */
export const requestPayoutAction = memberAction(Request, async ({ who, input, now }): Promise<Refused | SignedOut> => {
  if (who.role !== "distributor") return { ok: false, reason: "signed_out" };
  const { currency, timeZone } = await readCompany(db());
  const amount = parseAmount(input.amount, currency);
  const given = { amount: input.amount };
  if (!amount || amount.minor <= 0n) return { ok: false, reason: "not_an_amount", given };
  const outcome = await transact(db(), (tx) => requestPayout(tx, { id: input.payout, book: { owner: who.id, currency, timeZone }, amountMinor: amount.minor, at: now }));
  return outcome.ok ? here("asked") : { ...outcome, given };
});

/** Says into which bank account the signed-in distributor is paid. */
export const saveAccountAction = memberAction(z.object({ iban: IbanInput, holder: HolderInput }), async ({ who, input, now }): Promise<SignedOut> => {
  if (who.role !== "distributor") return { ok: false, reason: "signed_out" };
  await transact(db(), (tx) => saveAccount(tx, who.id, { ...input, at: now }));
  return here("account");
});

type Trouble = { readonly ok: false; readonly reason: "provider_away" };

/** Leads the signed-in distributor to the provider's page, where they give it their bank account. */
export const openStripeAction = memberAction(z.object({}), async ({ who, now }): Promise<SignedOut | Trouble> => {
  const member = who.role === "distributor" ? await findMember(db(), who.id) : null;
  if (!member || member.email === null) return { ok: false, reason: "signed_out" };
  let page: string;
  try {
    const { stripeAccount } = await findDestination(db(), who.id);
    const account = stripeAccount ?? (await payees().open({ member: who.id, email: member.email }));
    if (stripeAccount === null) await transact(db(), (tx) => saveStripeAccount(tx, who.id, { id: account, at: now }));
    const back = absolute(pathIn(await currentPlace(), PAGE));
    page = await payees().page(account, { returnUrl: `${back}?done=account`, refreshUrl: back });
  } catch (error) {
    if (error instanceof ProviderUnavailable || error instanceof ProviderRefused) return { ok: false, reason: "provider_away" };
    throw error;
  }
  redirect(page);
});
