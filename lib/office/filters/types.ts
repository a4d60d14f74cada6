import type { Id } from "@/lib/kernel/id";

/** The lists whose choices can be kept. */
export const FILTERED = ["catalogue", "orders", "members", "trail", "ledger", "withdrawals", "adjustments", "imports", "applications", "payouts"] as const;
export type FilteredPage = (typeof FILTERED)[number];

/** A choice of a list that somebody keeps under a name. */
export type SavedFilter = { readonly id: Id<"filter">; readonly name: string; readonly query: string };
export type KeepOutcome = { readonly ok: true } | { readonly ok: false; readonly reason: "too_many" };
