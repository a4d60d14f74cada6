import { z } from "zod";
import { type Currency, money, parseAmount, parseDecimal, toDecimal } from "@/lib/kernel/money";
import { PARTIES_OF_STAGE } from "../rules";
import { PARTIES, type Plan, STAGES } from "../types";
import type { PlanFields } from "./types";

const number = z.coerce.number();

/** Two decimals of a percent are basis points, as two decimals of a euro are cents. What is no percentage stays as it was typed, to be refused. */
function bpsOf(text: string): unknown {
  const percent = parseDecimal(text.replace("%", "").trim() || "0", "EUR");
  return percent === null ? text : number.parse(percent.minor);
}

function minorOf(text: string, currency: Currency): unknown {
  const amount = parseAmount(text, currency);
  return amount === null ? text : amount.minor.toString();
}

/** A plan's form as a definition that `parsePlan` then checks. An empty part is none; an empty limit is no limit. */
export function definitionFrom(fields: PlanFields, currency: Currency): unknown {
  const of = (name: string): string => fields[name] ?? "";
  const parts = (stage: (typeof STAGES)[number]) => Object.fromEntries(PARTIES.map((party) => [party, bpsOf(of(`part:${stage}:${party}`))]));
  return {
    totalRateBps: bpsOf(of("total")),
    stages: Object.fromEntries(STAGES.map((stage) => [stage, parts(stage)])),
    base: of("base"),
    earnOnCredit: of("earnOnCredit") === "yes",
    binding: of("binding") === "months" ? `months:${of("months").trim()}` : of("binding"),
    selfPurchase: of("selfPurchase"),
    volumePolicy: of("volumePolicy"),
    minBaseMinor: of("minBase").trim() === "" ? "0" : minorOf(of("minBase"), currency),
    capPoolMinor: of("capPool").trim() === "" ? null : minorOf(of("capPool"), currency),
  };
}

/** A plan as its form shows it. `definitionFrom` reads it back as the same plan. */
export function fieldsFrom(plan: Plan, currency: Currency): PlanFields {
  const percent = (bps: number): string => toDecimal(money(BigInt(bps), "EUR")).replace(/\.?0+$/, "");
  const months = /^months:(\d+)$/.exec(plan.binding)?.[1];
  const parts = STAGES.flatMap((stage) => PARTIES_OF_STAGE[stage].map((party): [string, string] => [`part:${stage}:${party}`, percent(plan.stages[stage][party])]));
  return {
    total: percent(plan.totalRateBps), ...Object.fromEntries(parts),
    base: plan.base, earnOnCredit: plan.earnOnCredit ? "yes" : "no", binding: months === undefined ? plan.binding : "months", months: months ?? "",
    selfPurchase: plan.selfPurchase, volumePolicy: plan.volumePolicy,
    minBase: plan.minBaseMinor === 0n ? "" : toDecimal(money(plan.minBaseMinor, currency)),
    capPool: plan.capPoolMinor === null ? "" : toDecimal(money(plan.capPoolMinor, currency)),
  };
}
