import type { MemberId, OrderId } from "@/lib/kernel/id";
import type { Currency } from "@/lib/kernel/money";

/** Who a sale's pool is split among, in the order of ties. DESIGN §2 */
export const PARTIES = ["buyer", "sharer", "distributor", "company"] as const;
export type Party = (typeof PARTIES)[number];

/** How the buyer came: it decides the split. DESIGN §2, §3 */
export const STAGES = ["direct", "viral", "organic", "self"] as const;
export type Stage = (typeof STAGES)[number];

/** A stage's parts in basis points of the base; they add up to the plan's total rate. */
export type Parts = Readonly<Record<Party, number>>;

/** How long a first sale decides whose the later ones are; months are calendar months. DESIGN §3 */
export type Binding = "lifetime" | "per-order" | `months:${number}`;

/** What goes to the commission system as volume. DESIGN §6 */
export type VolumePolicy = "full" | "net-of-cashback" | "none";

/** The pay plan, as one version holds it. Rates are whole basis points, amounts minor units of the shop's currency. DESIGN §2 */
export type Plan = {
  readonly totalRateBps: number;
  readonly stages: Readonly<Record<Stage, Parts>>;
  /** Is the pool taken of prices with VAT, or without? */
  readonly base: "gross" | "net";
  /** Does the part of an order that wallet credit paid earn again? */
  readonly earnOnCredit: boolean;
  readonly binding: Binding;
  /** Does a distributor who buys earn the distributor's part too? */
  readonly selfPurchase: "full" | "buyer-only";
  readonly volumePolicy: VolumePolicy;
  /** An order whose base is below this earns nothing. */
  readonly minBaseMinor: bigint;
  /** An order's pool is never above this; null: no limit. */
  readonly capPoolMinor: bigint | null;
};

/** A plan as `plan_versions.definition` stores it: JSON, amounts as decimal digits. */
export type PlanDefinition = Omit<Plan, "minBaseMinor" | "capPoolMinor"> & {
  readonly minBaseMinor: string;
  readonly capPoolMinor: string | null;
};

/** A plan with its number and its first moment. It is in force until the next one starts. */
export type PlanVersion = { readonly version: number; readonly startsAt: Date; readonly plan: Plan };

/** Why a plan is refused. */
export type PlanReason =
  | "malformed"
  | "missing"
  | "unknown_key"
  | "unknown_choice"
  | "not_a_rate"
  | "not_an_amount"
  | "not_a_binding"
  | "parts_do_not_add_up"
  | "part_without_person";

/** What is wrong, and where: `["stages", "viral"]`. */
export type PlanProblem = { readonly reason: PlanReason; readonly path: readonly string[] };

export type PlanParsed =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly problems: readonly PlanProblem[] };

/** Outcome of publishing a version. */
export type PublishOutcome =
  | { readonly ok: true; readonly version: number }
  | { readonly ok: false; readonly reason: "invalid"; readonly problems: readonly PlanProblem[] }
  | { readonly ok: false; readonly reason: "starts_in_the_past" | "start_is_taken" };

/** A line of a sale, as its shares need it. Goods are after discounts; credit is the part of them that a wallet paid. */
export type SaleLine = {
  readonly goodsMinor: bigint;
  readonly creditMinor: bigint;
  readonly vatBps: number;
  readonly rateBps: number;
};

/** A line's base and rate: what the pool is made of, frozen on the order line. */
export type RatedBase = { readonly baseMinor: bigint; readonly rateBps: number };

export type RatePool = RatedBase & { readonly poolMinor: bigint };

export type Pool = {
  readonly baseMinor: bigint;
  readonly poolMinor: bigint;
  /** One entry a rate, in line order, before any limit. */
  readonly byRate: readonly RatePool[];
  readonly limit: "none" | "cap" | "min_base";
};

/** Each party's part of a pool, minor units. They add up to the pool. */
export type Shares = Readonly<Record<Party, bigint>>;

/** Whose sale it is, as far as the split needs to know. */
export type Situation = { readonly stage: Stage; readonly hasDistributor: boolean };

export type Sale = Situation & { readonly lines: readonly SaleLine[] };

export type SaleShares = { readonly lineBasesMinor: readonly bigint[]; readonly pool: Pool; readonly shares: Shares };

/** One link of the chain of reasons behind a part, with its numbers. The words are the screen's. DESIGN §2 "Why" */
export type ShareReason =
  | { readonly step: "goods"; readonly goodsMinor: bigint }
  | { readonly step: "credit_spent"; readonly creditMinor: bigint; readonly earns: boolean }
  | { readonly step: "vat_taken_out"; readonly vatMinor: bigint }
  | { readonly step: "base"; readonly baseMinor: bigint }
  | { readonly step: "rate"; readonly rateBps: number; readonly baseMinor: bigint; readonly poolMinor: bigint }
  | { readonly step: "min_base"; readonly minBaseMinor: bigint }
  | { readonly step: "cap"; readonly capPoolMinor: bigint; readonly uncappedMinor: bigint }
  | { readonly step: "pool"; readonly poolMinor: bigint }
  | { readonly step: "stage"; readonly stage: Stage }
  | { readonly step: "distributor_part_stays"; readonly because: "no_distributor" | "buyer_only"; readonly partBps: number }
  | { readonly step: "part"; readonly party: Party; readonly partBps: number; readonly ofBps: number; readonly amountMinor: bigint };

// ---- explaining what was posted

/** A party's part of a paid or placed order, with the chain of reasons that leads to it. */
export type PartExplained = {
  readonly party: Party;
  readonly reasons: readonly ShareReason[];
  /** What placing froze, or what the plan version gives since an operator re-attributed the sale; the last of the reasons. */
  readonly frozenMinor: bigint;
  /** Who was credited; null: the company, somebody who was not active at the payment, or not paid yet. */
  readonly member: MemberId | null;
  readonly postedMinor: bigint;
};

/** Why a member got what they got of an order: their own parts, and nobody else's name or amount. */
export type MemberExplained = { readonly planVersion: number; readonly currency: Currency; readonly parts: readonly PartExplained[] };

/** The whole of an order's split, for an operator. */
export type OrderExplained = {
  readonly order: OrderId;
  readonly currency: Currency;
  readonly planVersion: number;
  readonly planStartsAt: Date;
  readonly sponsor: MemberId | null;
  /** `operator` once the sale was re-attributed. */
  readonly sponsorSource: string;
  /** Distributors up the chain as frozen, nearest first; the first who was eligible at the payment got the part. */
  readonly distributorChain: readonly MemberId[];
  /** Buyer, sharer, distributor, company. */
  readonly parts: readonly PartExplained[];
};

/** What an order would have paid under another plan, beside what its own plan pays. Nothing is written. */
export type PlanPreview = {
  readonly order: OrderId;
  readonly currency: Currency;
  readonly today: Shares;
  readonly then: Shares;
  /** Reasons under the other plan, per party. */
  readonly reasons: Readonly<Record<Party, readonly ShareReason[]>>;
};

export type PreviewOutcome =
  | { readonly ok: true; readonly preview: PlanPreview }
  | { readonly ok: false; readonly reason: "unknown_order" }
  | { readonly ok: false; readonly reason: "invalid"; readonly problems: readonly PlanProblem[] };
