import type { MemberId } from "@/lib/kernel/id";
import type { MemberRole, MemberStatus } from "@/lib/members/types";

/** Somebody in a tree, as a line of it. */
export type TreePerson = { readonly id: MemberId; readonly name: string; readonly role: MemberRole; readonly status: MemberStatus; readonly handle: string | null; readonly below: number };

/** A member as the office sees them. */
export type OfficeMember = {
  readonly id: MemberId;
  readonly role: MemberRole;
  readonly status: MemberStatus;
  /** "" once erased. */
  readonly name: string;
  readonly email: string | null;
  readonly town: string;
  readonly locale: string;
  readonly statusLabel: string;
  readonly externalId: string | null;
  readonly handle: string | null;
  readonly formerHandles: readonly string[];
  readonly createdAt: Date;
  readonly claimedAt: Date | null;
  /** Whose their sales are now; null: nobody's, or the binding is over. */
  readonly binding: { readonly sponsor: MemberId; readonly name: string; readonly until: Date | null } | null;
  /** The member they were merged into. */
  readonly survivor: { readonly id: MemberId; readonly name: string } | null;
  /** How many have them as parent. */
  readonly below: number;
};
