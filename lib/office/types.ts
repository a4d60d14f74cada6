import type { Id, MemberId, OrderId } from "@/lib/kernel/id";
import type { Money } from "@/lib/kernel/money";
import type { MemberRole, MemberStatus } from "@/lib/members/types";
import type { Stage } from "@/lib/plan/types";

export const ORDER_STATES = ["placed", "paid", "fulfilled", "expired", "cancelled"] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export const MEMBER_ROLES = ["customer", "distributor"] as const satisfies readonly MemberRole[];
export const MEMBER_STATES = ["active", "suspended", "closed", "merged", "erased"] as const satisfies readonly MemberStatus[];

/** A page of orders. Left out: everything. */
export type OrderFilter = {
  readonly status?: OrderState | undefined;
  readonly stage?: Stage | undefined;
  readonly buyer?: MemberId | undefined;
  /** A number, an address, a name or an amount, as somebody typed it. */
  readonly search?: string | undefined;
  readonly from?: Date | undefined;
  /** Before this moment. */
  readonly until?: Date | undefined;
  /** Orders older than this one: the last of the page before. */
  readonly before?: OrderId | undefined;
  readonly limit: number;
};

/** An order as a list shows it. */
export type OrderRow = {
  readonly id: OrderId;
  readonly number: string;
  readonly placedAt: Date;
  readonly status: OrderState;
  readonly stage: Stage;
  /** Who receives the parcel; null once erased. */
  readonly name: string | null;
  readonly total: Money;
  /** Given back so far. */
  readonly refunded: Money;
  readonly sponsor: string | null;
  readonly pool: Money;
};

/** One page of a list. `more`: there are older ones. */
export type Page<Row> = { readonly rows: readonly Row[]; readonly more: boolean };

/** What somebody typed into the search for orders, understood. */
export type OrderSearch =
  | { readonly by: "number"; readonly prefix: string }
  | { readonly by: "address"; readonly prefix: string }
  | { readonly by: "amount"; readonly minor: bigint }
  | { readonly by: "name"; readonly text: string };

export type MemberFilter = {
  readonly role?: MemberRole | undefined;
  readonly status?: MemberStatus | undefined;
  /** An address, a handle, a name or the commission system's id. */
  readonly search?: string | undefined;
  readonly before?: MemberId | undefined;
  readonly limit: number;
};

export type MemberRow = {
  readonly id: MemberId;
  readonly role: MemberRole;
  readonly status: MemberStatus;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string | null;
  readonly handle: string | null;
  readonly parent: string | null;
  readonly createdAt: Date;
};

/** Something that an operator, a job or the terminal did. */
export type TrailRow = {
  readonly id: string;
  readonly actor: string;
  /** The operator's name; null for anybody who is no member. */
  readonly actorName: string | null;
  readonly action: string;
  readonly subject: string;
  /** A member's name; null for another subject. */
  readonly subjectName: string | null;
  /** An order's number; null for another subject. */
  readonly orderNumber: string | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly reason: string | null;
  readonly occurredAt: Date;
};

/** A page of the trail. */
export type TrailFilter = {
  readonly actor?: string | undefined;
  /** `order.` finds every action on orders. */
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
  /** A part of the reason. */
  readonly text?: string | undefined;
  readonly from?: Date | undefined;
  /** Before this moment. */
  readonly until?: Date | undefined;
  readonly before?: TrailRow["id"] | undefined;
  readonly limit: number;
};

/** A stretch of days in the company's time zone: from the first moment, before the last. */
export type Period = { readonly from: Date; readonly until: Date };

/** What happened in a period. Sales are paid orders, goods after discounts, refunds not taken off. */
export type PeriodFigures = {
  readonly orders: number;
  readonly sales: Money;
  readonly cashBack: Money;
  /** Paid orders whose sponsor is a customer. */
  readonly viralOrders: number;
  readonly viralSales: Money;
  readonly refunded: Money;
  readonly buyers: number;
  /** Buyers whose first paid order lies in the period. */
  readonly newBuyers: number;
  /** Those among them whom a customer's link brought. */
  readonly broughtByCustomers: number;
  /** Buyers who had bought before. */
  readonly returningBuyers: number;
  /** People whose link brought a paid order. */
  readonly sharers: number;
};

export type DayFigures = { readonly day: string; readonly sales: bigint; readonly viral: bigint; readonly orders: number };
export type LinkFigures = { readonly member: MemberId; readonly name: string; readonly handle: string | null; readonly role: MemberRole; readonly orders: number; readonly sales: Money };
/** What the company owes its members, by the age of the credit. */
export type Outstanding = { readonly credit: Money; readonly earnings: Money };

/** Something an operator must look at. */
export type OpenAlert = { readonly id: Id<"alert">; readonly kind: string; readonly number: string | null; readonly createdAt: Date };
