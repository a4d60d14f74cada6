import type { Right } from "@/lib/access/types";

/** Every place of the office that the palette leads to; null: any operator. A new one is a row here and a sentence `office.go.<name>`. */
export const OFFICE_ADDRESSES = [
  { name: "front", to: "office", right: null },
  { name: "orders", to: "office/orders", right: "orders" },
  { name: "packing", to: "office/orders/dispatch", right: "orders" },
  { name: "withdrawals", to: "office/withdrawals", right: "refunds" },
  { name: "members", to: "office/members", right: "members" },
  { name: "catalogue", to: "office/catalogue", right: "catalogue" },
  { name: "newProduct", to: "office/new-product", right: "catalogue" },
  { name: "collections", to: "office/collections", right: "catalogue" },
  { name: "imports", to: "office/imports", right: "catalogue" },
  { name: "plan", to: "office/plan", right: "plan" },
  { name: "newPlan", to: "office/plan/new", right: "plan" },
  { name: "ledger", to: "office/ledger", right: "ledger" },
  { name: "audit", to: "office/ledger/audit", right: "ledger" },
  { name: "adjustments", to: "office/adjustments", right: "ledger" },
  { name: "payouts", to: "office/payouts", right: "ledger" },
  { name: "forwarding", to: "office/forwarding", right: "forwarding" },
  { name: "distributors", to: "office/distributors", right: "forwarding" },
  { name: "tokens", to: "office/tokens", right: "tokens" },
  { name: "trail", to: "office/trail", right: "trail" },
  { name: "settings", to: "office/settings", right: "settings" },
  { name: "team", to: "office/settings/team", right: "operators" },
  { name: "brand", to: "office/settings/brand", right: "settings" },
  { name: "delivery", to: "office/settings/delivery", right: "settings" },
] as const satisfies readonly { readonly name: string; readonly to: string; readonly right: Right | null }[];
