import type { Money } from "@/lib/kernel/money";

export const LABEL_MAX = 60;
/** Links on a distributor's list. */
export const LINKS_MAX = 100;

/** `no_label`: nothing to make an address of, or too long. */
export type LinkOutcome = { readonly ok: true; readonly handle: string } | { readonly ok: false; readonly reason: "no_label" | "too_many" };

/** A labelled link, or the shop's own address (`label` null), and what came through it since the beginning. */
export type LinkNumbers = {
  readonly handle: string;
  readonly label: string | null;
  readonly archived: boolean;
  readonly visits: number;
  readonly carts: number;
  readonly orders: number;
  /** Less what was taken back. */
  readonly earned: Money;
};
