"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { transact } from "@/db/transact";
import { readCompany } from "@/lib/company/queries";
import { setGoals } from "@/lib/earnings/commands";
import { GOAL_PERIODS } from "@/lib/earnings/types";
import { type Currency, parseAmount } from "@/lib/kernel/money";
import { type InvalidInput, memberAction, type SignedOut } from "@/lib/web/action";
import { db } from "@/lib/web/database";

const amount = z.string().trim().max(20).optional();
const Wish = z.object({ week: amount, month: amount, year: amount });

export type GoalsOutcome = { readonly ok: true } | InvalidInput | SignedOut;

/** Sets or clears the goals of the signed-in distributor. */
export const setGoalsAction = memberAction(Wish, async ({ who, input, now }): Promise<GoalsOutcome> => {
  if (who.role !== "distributor") return { ok: false, reason: "signed_out" };
  const { currency } = await readCompany(db());
  const read = GOAL_PERIODS.map((period) => [period, readAmount(input[period] ?? "", currency)] as const);
  const wrong = read.filter(([, value]) => value === null).map(([period]) => [period, ["not_an_amount"]] as const);
  if (wrong.length > 0) return { ok: false, reason: "invalid_input", fields: Object.fromEntries(wrong), given: Object.fromEntries(GOAL_PERIODS.map((period) => [period, input[period] ?? ""])) };
  const goals = read.map(([period, minor]) => ({ period, minor: minor ?? 0n }));
  await transact(db(), (tx) => setGoals(tx, { owner: who.id, currency, goals, at: now }));
  revalidatePath("/", "layout");
  return { ok: true };
});

/** Empty is no goal: zero. Null for what is no amount above zero, or more than anybody earns. */
function readAmount(text: string, currency: Currency): bigint | null {
  if (text === "") return 0n;
  const amountOf = parseAmount(text, currency);
  return amountOf && amountOf.minor > 0n && amountOf.minor < 10n ** 12n ? amountOf.minor : null;
}
