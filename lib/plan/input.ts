import { z } from "zod";
import { PARTIES_OF_STAGE } from "./rules";
import { type Binding, PARTIES, type PlanParsed, type PlanReason, STAGES } from "./types";

/** A binding of more than ten years is a typing error. */
const BINDING_MONTHS_MAX = 120n;

const reason = (wrong: PlanReason) => ({
  error: (issue: { readonly input?: unknown }): PlanReason => (issue.input === undefined ? "missing" : wrong),
});
const object = {
  error: (issue: { readonly code?: string | undefined; readonly input?: unknown }): PlanReason => {
    if (issue.code === "unrecognized_keys") return "unknown_key";
    return issue.input === undefined ? "missing" : "malformed";
  },
};

const rate = z.int(reason("not_a_rate")).min(0, reason("not_a_rate")).max(10_000, reason("not_a_rate"));
const amount = z
  .union([z.int().nonnegative().transform(String), z.string()], reason("not_an_amount"))
  .refine((text) => /^\d{1,15}$/.test(text), "not_an_amount" satisfies PlanReason)
  .transform((text) => BigInt(text));
const parts = z.strictObject({ buyer: rate, sharer: rate, distributor: rate, company: rate }, object);

/**
 * A plan definition. Strict, so that nothing but parts of paid sales can be expressed: a key for a reward on recruiting
 * is refused like any other unknown key.
 * @see DESIGN §2, §9
 */
const schema = z
  .strictObject(
    {
      // Of a rate of zero no proportions are left for a product that has a rate of its own.
      totalRateBps: rate.min(1, reason("not_a_rate")),
      stages: z.strictObject({ direct: parts, viral: parts, organic: parts, self: parts }, object),
      base: z.enum(["gross", "net"], reason("unknown_choice")),
      earnOnCredit: z.boolean(reason("unknown_choice")),
      binding: z.string(reason("not_a_binding")).refine(isBinding, "not_a_binding" satisfies PlanReason),
      selfPurchase: z.enum(["full", "buyer-only"], reason("unknown_choice")),
      volumePolicy: z.enum(["full", "net-of-cashback", "none"], reason("unknown_choice")),
      minBaseMinor: amount,
      capPoolMinor: amount.nullable(),
    },
    object,
  )
  .superRefine((plan, context) => {
    const refuse = (message: PlanReason, path: string[]) => { context.addIssue({ code: "custom", message, path }); };
    for (const stage of STAGES) {
      const total = PARTIES.reduce((all, party) => all + plan.stages[stage][party], 0);
      if (total !== plan.totalRateBps) refuse("parts_do_not_add_up", ["stages", stage]);
      for (const party of PARTIES) {
        const absent = !PARTIES_OF_STAGE[stage].includes(party);
        if (absent && plan.stages[stage][party] > 0) refuse("part_without_person", ["stages", stage, party]);
      }
    }
  });

/** Reads a plan from a form, an API or the database: the plan, or everything that is wrong with it. DESIGN §2 */
export function parsePlan(definition: unknown): PlanParsed {
  const parsed = schema.safeParse(definition);
  if (parsed.success) return { ok: true, plan: parsed.data };
  return {
    ok: false,
    problems: parsed.error.issues.flatMap((issue) => {
      const path = issue.path.map(String);
      const keys = issue.code === "unrecognized_keys" ? issue.keys : [null];
      return keys.map((key) => ({ reason: asReason(issue.message), path: key === null ? path : [...path, key] }));
    }),
  };
}

function isBinding(text: string): text is Binding {
  if (text === "lifetime" || text === "per-order") return true;
  const months = /^months:([1-9]\d{0,2})$/.exec(text)?.[1];
  return months !== undefined && BigInt(months) <= BINDING_MONTHS_MAX;
}

const REASONS: Record<PlanReason, true> = {
  malformed: true,
  missing: true,
  unknown_key: true,
  unknown_choice: true,
  not_a_rate: true,
  not_an_amount: true,
  not_a_binding: true,
  parts_do_not_add_up: true,
  part_without_person: true,
};

function asReason(message: string): PlanReason {
  return Object.hasOwn(REASONS, message) ? (message as PlanReason) : "malformed";
}
