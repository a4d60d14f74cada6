import type { Right } from "@/lib/access/types";

/** The pages of the office by what they are about, in the order of the menu. A new one is a row here and a sentence `pages.<name>`. */
export const SECTIONS = [
  { name: "sales", pages: [{ name: "orders", right: "orders" }, { name: "withdrawals", right: "refunds" }, { name: "catalogue", right: "catalogue" }] },
  { name: "people", pages: [{ name: "members", right: "members" }, { name: "applications", right: "members" }, { name: "distributors", right: "forwarding" }] },
  { name: "money", pages: [{ name: "plan", right: "plan" }, { name: "adjustments", right: "ledger" }, { name: "payouts", right: "ledger" }, { name: "ledger", right: "ledger" }] },
  { name: "company", pages: [{ name: "settings", right: "settings" }, { name: "legal", right: "settings" }, { name: "forwarding", right: "forwarding" }, { name: "tokens", right: "tokens" }, { name: "trail", right: "trail" }] },
] as const satisfies readonly { readonly name: string; readonly pages: readonly { readonly name: string; readonly right: Right }[] }[];
export type OfficePage = (typeof SECTIONS)[number]["pages"][number]["name"];

/** The right that shows a page. */
export function rightOf(page: OfficePage): Right {
  return SECTIONS.flatMap(({ pages }): readonly { readonly name: OfficePage; readonly right: Right }[] => pages).find(({ name }) => name === page)?.right ?? "settings";
}
