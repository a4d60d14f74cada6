"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { transact } from "@/db/transact";
import { readCompany } from "@/lib/company/queries";
import { decidePayout, endPayout, makeBankFile, writePayoutSettings } from "@/lib/earnings/payouts/commands";
import { BicInput, HolderInput, IbanInput } from "@/lib/earnings/payouts/input";
import { PAYOUT_METHODS } from "@/lib/earnings/payouts/types";
import { parseId } from "@/lib/kernel/id";
import { parseAmount } from "@/lib/kernel/money";
import { operatorAction } from "@/lib/web/action";
import { db } from "@/lib/web/database";
import { wakeJobs } from "@/lib/web/jobs/wake";

const payout = z.string().transform((text, context) => parseId("payout", text) ?? (context.addIssue("not_an_id"), z.NEVER));
const Deed = z.object({ payout, deed: z.enum(["approve", "refuse", "paid", "failed"]), reason: z.string().trim().max(300).default("") });

/** Approves or refuses a request, or says how a payment ended. The same click again changes nothing. */
export const decideAction = operatorAction("ledger", Deed, async ({ by, input, now }) => {
  const { deed, ...of } = input;
  const outcome = await transact(db(), (tx) => deed === "approve" || deed === "refuse"
    ? decidePayout(tx, { ...of, by: by.id, approve: deed === "approve", at: now })
    : endPayout(tx, { ...of, by: by.id, result: deed, at: now }));
  wakeJobs();
  revalidatePath("/", "layout");
  return outcome;
});

/** Puts what is approved into a bank file. */
export const makeFileAction = operatorAction("ledger", z.object({}), async ({ by, now }) => {
  const outcome = await transact(db(), (tx) => makeBankFile(tx, { by: by.id, at: now }));
  revalidatePath("/", "layout");
  return outcome;
});

const empty = z.literal("");
const Settings = z.object({
  method: z.enum(PAYOUT_METHODS), minimum: z.string().trim().max(20), afterDays: z.coerce.number().int().min(14).max(365),
  name: z.union([empty, HolderInput]), iban: z.union([empty, IbanInput]), bic: BicInput,
}).refine(({ method, name, iban }) => method !== "sepa" || (name !== "" && iban !== ""), { path: ["iban"], error: "needed_for_a_bank_file" });

type Refused = { readonly ok: false; readonly reason: "not_an_amount"; readonly given: Readonly<Record<string, string>> };

/** How the company pays out from now on. */
export const setPayoutsAction = operatorAction("settings", Settings, async ({ by, input, now }): Promise<{ readonly ok: true } | Refused> => {
  const { method, minimum, afterDays, ...from } = input;
  const amount = parseAmount(minimum, (await readCompany(db())).currency);
  if (!amount || amount.minor <= 0n) return { ok: false, reason: "not_an_amount", given: { ...from, method, minimum, afterDays: String(afterDays) } };
  await transact(db(), (tx) => writePayoutSettings(tx, { method, minimumMinor: amount.minor, afterDays, from }, { by: by.id, at: now }));
  revalidatePath("/", "layout");
  return { ok: true };
});
