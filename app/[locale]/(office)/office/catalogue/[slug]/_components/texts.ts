import type { Locale } from "@/lib/kernel/locale";
import { words } from "@/lib/web/words";

/** What the catalogue's forms say around their questions. */
export function formTexts(locale: Locale) {
  const t = words(locale, "officeCatalogue");
  const reasons = ["unknown_product", "changed_meanwhile", "not_allowed", "invalid_input", "sku_taken", "slug_taken", "unknown_variant", "below_zero", "unknown_collection", "failed"] as const;
  return {
    save: t("save"), saving: t("saving"), saved: t("saved"),
    refusals: Object.fromEntries(reasons.map((reason) => [reason, t(`refusals.${reason}`)])),
  };
}
