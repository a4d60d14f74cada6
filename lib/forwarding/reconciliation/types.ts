import type { OrderId } from "@/lib/kernel/id";

/** Missing there, booked twice there, another amount, another distributor, or none of ours. */
export type DifferenceKind = "missing" | "double" | "other_amount" | "other_distributor" | "unknown";

/** A paid sale as we have it. Minor units. */
export type OurSale = {
  readonly order: OrderId;
  readonly number: string;
  readonly day: string;
  readonly totalMinor: bigint;
  readonly returnedMinor: bigint;
  readonly distributor: { readonly member: string; readonly externalId: string | null } | null;
  /** One of its messages is still on its way: what they say is not compared yet. */
  readonly underWay: boolean;
};

/** The amounts and the distributor of one side, as they are shown. */
export type Side = { readonly totalMinor: string; readonly returnedMinor: string; readonly distributor: string | null; readonly times: number };
export type Difference = { readonly kind: DifferenceKind; readonly number: string; readonly order: OrderId | null; readonly ours: Side | null; readonly theirs: Side | null };

export type Day = { readonly day: string; readonly ours: number; readonly theirs: number; readonly oursMinor: string; readonly theirsMinor: string };
export type Comparison = { readonly compared: number; readonly underWay: number; readonly days: readonly Day[]; readonly differences: readonly Difference[] };
