import type { Locale } from "@/lib/kernel/locale";
import { words } from "@/lib/web/words";

const KINDS = ["refund_owed", "refund_adopted", "refund_undone", "refund_excess", "payment_mismatch", "payment_double", "payment_returned", "dispute_reversed"] as const;

/** What waits for somebody, in a sentence. */
export function alertText(kind: string, locale: Locale): string {
  const known = KINDS.find((name) => name === kind);
  return known ? words(locale, "officeFigures")(`alerts.${known}`) : kind;
}
