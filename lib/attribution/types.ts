import type { MemberId } from "@/lib/kernel/id";
import type { MemberRole, MemberStatus } from "@/lib/members/types";
import type { Stage } from "@/lib/plan/types";

/** Where an order's sponsor came from. DESIGN §3 */
export type SponsorSource = "binding" | "cart" | "remembered" | "answer" | "nobody";

/** A member on the way up to the company. */
export type ChainLink = { readonly id: MemberId; readonly role: MemberRole; readonly status: MemberStatus };

/** Somebody who could be a sponsor. `upline` is their chain of parents, themselves first. */
export type Person = { readonly id: MemberId; readonly role: MemberRole; readonly upline: readonly MemberId[] };

/** What the rules need to know of a buyer who is a member already. */
export type KnownBuyer = {
  readonly id: MemberId;
  readonly role: MemberRole;
  readonly parent: Person | null;
  /** The sponsor of a binding in force. */
  readonly bound: Person | null;
};

/** Everybody who could be the sponsor of an order. */
export type Candidates = {
  /** Null: an address that nobody has. */
  readonly buyer: KnownBuyer | null;
  readonly cartShop: Person | null;
  /** The shop remembered with consent. */
  readonly remembered: Person | null;
  /** The answer to "who told you about us?". */
  readonly answer: Person | null;
};

/** Why the one who came first is not the sponsor: nobody sponsors themselves or somebody above them. */
export type SponsorRefusal = "own_sponsor" | "sponsor_in_downline";

export type ResolvedSponsor = {
  readonly sponsor: { readonly id: MemberId; readonly role: MemberRole } | null;
  readonly source: SponsorSource;
  readonly refused: SponsorRefusal | null;
};

/** A binding as a member's row holds it. No end: for life. */
export type StoredBinding = { readonly bindingSponsorId: MemberId | null; readonly bindingUntil: Date | null };

/** Who an order is about, before it is placed. Ids of merged members count as their survivors. */
export type SaleContext = {
  readonly buyer: MemberId | null;
  readonly cartShop: MemberId | null;
  readonly remembered: MemberId | null;
  readonly answer: MemberId | null;
  readonly at: Date;
};

/** What placing freezes of whose sale it is. DESIGN §3 */
export type Attribution = {
  readonly buyerRole: MemberRole;
  readonly sponsor: MemberId | null;
  readonly source: SponsorSource;
  readonly refused: SponsorRefusal | null;
  readonly stage: Stage;
  /** The customer who shared the link, in the viral stage. */
  readonly sharer: MemberId | null;
  /** Distributors up the chain, nearest first, whatever their status: settling takes the first eligible one. */
  readonly distributorChain: readonly MemberId[];
};

export type Move = {
  readonly member: MemberId;
  /** The new parent; null: the company. */
  readonly to: MemberId | null;
  /** Shall a binding in force follow, so that the next orders are the new parent's? Else they stay where they are bound. */
  readonly bindingFollows: boolean;
  /** The operator; null: the company's own system. */
  readonly by: MemberId | null;
  /** In the operator's words. */
  readonly reason: string;
  readonly at: Date;
};

export type MoveOutcome =
  | { readonly ok: true; readonly moved: boolean }
  | { readonly ok: false; readonly reason: "unknown_member" | "unknown_parent" | "own_parent" | "parent_in_downline" };
