import type { Brand } from "@/lib/kernel/brand";
import type { MemberId } from "@/lib/kernel/id";
import type { Locale } from "@/lib/kernel/locale";
import type { Member } from "@/lib/members/types";

type Person<Role> = {
  readonly role: Role;
  readonly id: MemberId;
  readonly handle: string;
  readonly firstName: string;
  readonly locale: Locale;
};

/** A signed-in customer. Holding one is the proof: only `lib/web/viewer.ts` makes them, from a row of this request. */
export type Customer = Brand<Person<"customer">, "Customer">;
/** A signed-in distributor, made like a `Customer`. */
export type Distributor = Brand<Person<"distributor">, "Distributor">;
/** Whoever has a wallet and is signed in. */
export type SignedIn = Customer | Distributor;

export type OperatorRole = "owner" | "finance" | "catalogue" | "support";
/** What an operator may do in the office. */
export type Right = "catalogue" | "orders" | "refunds" | "members" | "plan" | "settings" | "ledger" | "forwarding" | "tokens" | "operators" | "trail";
/** A signed-in operator, with the right that was asked for. Only `lib/web/viewer.ts` makes them, from rows of this request. */
export type Operator = Brand<{ readonly id: MemberId; readonly role: OperatorRole; readonly firstName: string; readonly locale: Locale }, "Operator">;
/** An operator in the team's list. */
export type OperatorEntry = { readonly id: MemberId; readonly role: OperatorRole; readonly name: string; readonly email: string; readonly since: Date };
export const OPERATOR_ROLES = ["owner", "finance", "catalogue", "support"] as const satisfies readonly OperatorRole[];
/** What became of a wish about the team. */
export type TeamOutcome = { readonly ok: true } | { readonly ok: false; readonly reason: "last_owner" | "no_operator" | "yourself" };
/** Who appoints or dismisses an operator: another one, or somebody at the server's terminal. */
export type Appointment = { readonly member: MemberId; readonly by: MemberId | "terminal"; readonly at: Date };

/** What a session's cookie is stored as: the SHA-256 of its key. Worth nothing to a thief. */
export type SessionHash = Brand<string, "SessionHash">;

/** How a session stands to the second factor: its member has none, this session still owes it, or has shown it. */
export type FactorStanding = "none" | "asked" | "shown";

/** A session that is open, with whose it is. While the second factor is `asked`, nobody is signed in yet. */
export type OpenSession = { readonly hash: SessionHash; readonly member: Member; readonly handle: string; readonly factor: FactorStanding };

/** A browser that comes in by a link. */
export type LinkUse = {
  /** As it stood in the mail. */
  readonly token: string;
  /** What the browser calls itself, for the list of devices. */
  readonly device: string;
  /** The session that this browser had before; it ends. */
  readonly replacing: SessionHash | null;
  readonly at: Date;
};
export type OpenOutcome =
  | { readonly ok: true; readonly member: MemberId; readonly sessionKey: string }
  | { readonly ok: false; readonly reason: "link_over" };

/** At most `hits` per window. */
export type Limit = { readonly hits: number; readonly windowMs: number };
