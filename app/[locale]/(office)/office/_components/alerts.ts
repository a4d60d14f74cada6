import type { Locale } from "@/lib/kernel/locale";
import { ALERT_KINDS } from "@/lib/refund/types";
import { words } from "@/lib/web/words";

/** What waits for somebody, in a sentence. */
export function alertText(kind: string, locale: Locale): string {
  const known = ALERT_KINDS.find((name) => name === kind);
  return known ? words(locale, "officeFigures")(`alerts.${known}`) : kind;
}
