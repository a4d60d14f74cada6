import type { Standing } from "@/components/shop/shop-link";
import type { Locale } from "@/lib/kernel/locale";
import { type Currency, money, writeDecimal } from "@/lib/kernel/money";
import { words } from "@/lib/web/words";
import { ListEnd } from "../../../../_components/list-end";
import { settingsTexts } from "../../_components/form-texts";
import type { SettingsView } from "../load";
import { DeliveryForm, type DeliveryRow } from "./delivery-form";

/** How the company delivers: each way with its zones, and prices by weight. */
export function DeliveryPart({ view: { terms, company }, locale, root }: Standing & { readonly view: SettingsView; readonly locale: Locale }) {
  const t = words(locale, "officeSettings");
  const amount = (minor: bigint, currency: Currency): string => writeDecimal(money(minor, currency), locale);
  const weight = (grams: number): string => (grams % 1000 === 0 ? `${grams / 1000} kg` : `${grams} g`);
  const rows = terms.methods.map(({ code, name, standard, days, zones }): DeliveryRow => ({
    code, fr: name.fr, en: name.en ?? "", standard, from: String(days.from), to: String(days.to),
    zones: zones.map((zone) => ({
      countries: zone.countries.join(", "), free: zone.freeFromMinor === null ? "" : amount(zone.freeFromMinor, company.currency),
      steps: zone.steps.map(({ upToGrams, priceMinor }) => `${weight(upToGrams)} : ${amount(priceMinor, company.currency)}`).join("\n"),
    })),
  }));
  const names = ["fr", "en", "from", "to", "standard", "countries", "countriesHint", "steps", "stepsHint", "free", "freeHint", "zone", "anotherZone", "another", "anotherHint"] as const;
  return (
    <>
      <DeliveryForm rows={rows} texts={{ ...settingsTexts(locale), wrong: t("wrong"), ...Object.fromEntries(names.map((name) => [name, t(`delivery.${name}`)])) as Record<(typeof names)[number], string> }} />
      {rows.length > 0 && <ListEnd root={root} locale={locale} file="delivery" />}
    </>
  );
}
