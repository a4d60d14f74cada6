import type { Locale } from "@/lib/kernel/locale";
import { words } from "@/lib/web/words";

/** What the forms of the settings say around their questions. */
export function settingsTexts(locale: Locale) {
  const t = words(locale, "officeSettings");
  const reasons = ["not_allowed", "invalid_input", "too_pale", "already", "last_owner", "no_operator", "yourself", "failed"] as const;
  return { save: t("save"), saving: t("saving"), saved: t("saved"), refusals: Object.fromEntries(reasons.map((reason) => [reason, t(`refusals.${reason}`)])) };
}
