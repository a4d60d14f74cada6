import type { Id, MemberId, OrderId } from "@/lib/kernel/id";
import type { Stage } from "@/lib/plan/types";

/** An operator's word that a paid order is somebody else's sale. The id makes it one, however often it is sent. DESIGN §3 */
export type Reattribution = {
  readonly id: Id<"trail">;
  readonly order: OrderId;
  /** Whose sale it is; null: nobody's. */
  readonly sponsor: MemberId | null;
  readonly by: MemberId;
  /** In the operator's words. */
  readonly reason: string;
  readonly at: Date;
};

/** Whose sale a paid order is and who is credited for it. */
export type SaleAttribution = {
  readonly sponsor: MemberId | null;
  readonly stage: Stage;
  readonly sharer: MemberId | null;
  /** The distributor who receives the part; null: nobody eligible. */
  readonly distributor: MemberId | null;
  /** Does any distributor stand up the chain? Else the part is the company's by the plan. */
  readonly hasDistributor: boolean;
};

/**
 * - `not_paid`: an order that is not paid has no credits yet
 * - `own_purchase`: a distributor's own order is theirs
 * - `disputed`, `refund_under_way`: first that must end, so that every cent has one owner
 */
export type ReattributeRefusal = "not_paid" | "own_purchase" | "unknown_sponsor" | "own_sponsor" | "sponsor_in_downline" | "disputed" | "refund_under_way";

export type ReattributeOutcome =
  | { readonly ok: true; readonly changed: boolean; readonly from: SaleAttribution; readonly to: SaleAttribution }
  | { readonly ok: false; readonly reason: ReattributeRefusal };
