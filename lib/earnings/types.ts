import type { MemberId, OrderId, ProductId } from "@/lib/kernel/id";
import type { Localized } from "@/lib/kernel/locale";
import type { Currency, Money } from "@/lib/kernel/money";
import type { Stage } from "@/lib/plan/types";

/** The lengths of time that earnings are looked at in. */
export const PERIODS = ["day", "week", "month", "year"] as const;
export type Period = (typeof PERIODS)[number];

/** Whose earnings, in which currency, and whose days: what every reading of them needs. */
export type Book = { readonly owner: MemberId; readonly currency: Currency; readonly timeZone: string };

/** What came in and what was taken back. */
export type Earned = { readonly orders: number; readonly earned: Money; readonly takenBack: Money };

/** A bar of the chart: the wall-clock start of an hour, a day or a month, `2026-11-26T14:00:00`. */
export type Bar = { readonly start: string; readonly minor: bigint };

/** A row of "by product", "by customer", "by stage", "by link". `of` is the stage, an id as text, or the link's handle. */
export type Slice = { readonly of: string; readonly orders: number; readonly minor: bigint };
export type Dimension = "stage" | "product" | "customer" | "sharer" | "link";

/** A person by first name and initial: all that a distributor sees of a buyer's name. */
export type Person = { readonly id: MemberId; readonly name: string };

export type SaleState = "credited" | "partly" | "held" | "taken_back";
export const SALE_STATES = ["credited", "partly", "held", "taken_back"] as const satisfies readonly SaleState[];

/** What the commission system confirmed of a sale. */
export type Confirmed = { readonly reference: string | null; readonly at: Date; readonly volumeMinor: bigint };

/** An order that the distributor earned on, as the list shows it. */
export type EarnedSale = {
  readonly order: OrderId;
  readonly number: string;
  readonly at: Date;
  readonly buyer: Person;
  readonly sharer: Person | null;
  readonly stage: Stage;
  readonly base: Money;
  /** The distributor's part of the base, in basis points, rounded. */
  readonly rateBps: bigint;
  readonly earned: Money;
  readonly takenBack: Money;
  readonly state: SaleState;
  readonly link: string | null;
  readonly confirmed: Confirmed | null;
};

/** A place in a list that is ordered by time: the last row of the page before. */
export type SaleKey = { readonly at: Date; readonly order: OrderId };

export type SaleFilter = {
  readonly stage?: Stage | undefined;
  readonly state?: SaleState | undefined;
  readonly buyer?: MemberId | undefined;
  readonly sharer?: MemberId | undefined;
  /** The handle of a labelled link. */
  readonly link?: string | undefined;
  /** Beginning of a first name, or of an order's number. */
  readonly search?: string | undefined;
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
};

/** A month of the statement. `opening + earned - takenBack - spent - paidOut + other = closing`. */
export type MonthSums = {
  /** `2026-11`. */
  readonly month: string;
  readonly opening: Money;
  readonly earned: Money;
  readonly takenBack: Money;
  readonly spent: Money;
  readonly paidOut: Money;
  readonly other: Money;
  readonly closing: Money;
  readonly movements: number;
};

/** What a tax return asks for of a year, or of its part up to a month, with the months, latest first. */
export type YearSums = { readonly year: string; readonly months: readonly MonthSums[]; readonly earned: Money; readonly takenBack: Money; readonly taxable: Money; readonly paidOut: Money };

/** A line of a statement: one transaction of the ledger. */
export type MovementLine = {
  readonly transaction: string;
  readonly at: Date;
  readonly day: string;
  readonly kind: string;
  readonly key: string;
  readonly orderNumber: string | null;
  /** What it did to the wallet; zero where something only moved between available and held. */
  readonly amount: Money;
  readonly held: Money;
  readonly balanceAfter: Money;
};

/** A person downstream, as the table shows them. */
export type CustomerRow = {
  readonly person: Person;
  /** Whole name and address of a customer who agreed to it; null for everybody else. DESIGN §9 */
  readonly contact: { readonly name: string; readonly email: string } | null;
  readonly broughtBy: Person | null;
  readonly orders: number;
  readonly earned: Money;
  readonly brought: number;
  readonly broughtEarned: Money;
  readonly firstAt: Date | null;
  readonly lastAt: Date | null;
  readonly dormant: boolean;
};
export const CUSTOMER_ORDERS = ["last", "dormant", "earned", "sharers"] as const;
export type CustomerOrder = (typeof CUSTOMER_ORDERS)[number];

/** People whom somebody brought are counted so far; more are "and more". */
export const CHILDREN_MAX = 1_000;

/** A person in the tree. */
export type Branch = {
  readonly person: Person;
  readonly role: "customer" | "distributor";
  readonly earned: Money;
  readonly orders: number;
  readonly lastAt: Date | null;
  readonly dormant: boolean;
  /** How many people they brought themselves, counted up to `CHILDREN_MAX`. */
  readonly children: number;
};

export type NamedProduct = { readonly id: ProductId; readonly title: Localized };

/** What a goal can be set for. */
export const GOAL_PERIODS = ["week", "month", "year"] as const satisfies readonly Period[];
export type Goal = { readonly period: (typeof GOAL_PERIODS)[number]; readonly amount: Money };
