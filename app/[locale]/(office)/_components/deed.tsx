import type { Locale } from "@/lib/kernel/locale";
import { words } from "@/lib/web/words";

/** Deeds that have a sentence. Others are shown as they are written. */
const DEEDS = [
  "order.noted", "order.dispatched", "order.reattributed", "refund.requested", "refund.retried", "refund.settled_otherwise", "refund.cancelled",
  "member.standing", "member.moved", "member.merged", "member.erased", "member.handle_changed", "member.adjusted", "member.adjustment_requested",
  "member.adjustment_approved", "member.adjustment_declined", "member.seen_as", "plan.published", "audit.requested", "product.edited",
  "operator.appointed", "operator.dismissed", "token.issued", "token.revoked", "forwarding.paused", "forwarding.resumed",
  "forwarding.replayed", "forwarding.resent", "forwarding.settled_by_hand", "distributors.imported", "operator.factor_reset", "payout.approved", "payout.refused", "payout.file", "payout.paid",
  "settings.payouts",
  "product.created", "product.revised", "product.pictures", "products.state", "products.state_undone", "stock.moved", "collection.created", "collection.changed", "collections.ordered",
  "collection.removed", "list.exported", "alert.closed", "application.approved", "application.refused", "settings.applications",
  "import.asked", "import.rehearsed", "import.cancelled", "settings.changed", "commission.tested",
] as const;
type Key = (typeof DEEDS)[number] extends infer Name extends string ? (Name extends `${infer Noun}.${infer Verb}` ? `${Noun}_${Verb}` : never) : never;

/** What was done, in words; the code itself where it has none. */
export function deedText(action: string, locale: Locale): string {
  const known = DEEDS.find((name) => name === action);
  return known === undefined ? action : words(locale, "officeTrail")(`deeds.${known.replace(".", "_") as Key}`);
}

/** What stood before or after a deed, a line a value. */
export function Values({ of }: { readonly of: unknown }) {
  if (of === null || of === undefined) return null;
  const pairs = typeof of === "object" ? Object.entries(of) : [["", of] as const];
  return (
    <ul className="space-y-0.5 text-sm text-muted">
      {pairs.map(([name, value]) => <li key={name} className="break-all">{name !== "" && <span className="text-ink">{name} </span>}{value === null ? "–" : typeof value === "string" ? value : JSON.stringify(value)}</li>)}
    </ul>
  );
}
