import type { Id, MemberId, RefundId } from "@/lib/kernel/id";
import type { AlertKind } from "../types";

/** Something about an order that waits for an operator. */
export type OrderAlert = {
  readonly id: Id<"alert">;
  readonly kind: AlertKind;
  readonly createdAt: Date;
  /** The refund that it is about, and why the provider refused it. */
  readonly refund: RefundId | null;
  readonly failure: string | null;
};

export type Closing = { readonly alert: Id<"alert">; readonly by: MemberId; readonly reason: string; readonly at: Date };
/** `closed_before`: somebody was faster; `undecided`: a refund that the provider refused is decided, not put aside. */
export type ClosingOutcome = { readonly ok: true } | { readonly ok: false; readonly reason: "closed_before" | "undecided" };
