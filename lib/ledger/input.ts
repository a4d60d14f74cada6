import * as z from "zod";

/** What a reader looks for in a statement: what brought money in, what took it out, what gave it back, and the rest. */
export const MOVEMENT_GROUPS = {
  earned: ["cashback", "reattribute"],
  spent: ["hold", "capture", "release"],
  refunded: ["refund", "refund_cancel", "dispute_hold", "dispute_release"],
  paidOut: ["payout", "payout_return"],
  other: ["adjustment", "merge", "erasure"],
} as const;
export type MovementGroup = keyof typeof MOVEMENT_GROUPS;

const day = z.iso.date().catch("");

/** The query of a statement's address; whatever is none counts as left out. */
export const StatementQuery = z.object({
  account: z.enum(["credit", "earnings"]).catch("credit"),
  kind: z.enum(["earned", "spent", "refunded", "paidOut", "other"]).or(z.literal("")).catch(""),
  from: day,
  to: day,
  before: z.string().regex(/^\d{1,18}$/).optional().catch(undefined),
});
export type StatementAsked = z.output<typeof StatementQuery>;
