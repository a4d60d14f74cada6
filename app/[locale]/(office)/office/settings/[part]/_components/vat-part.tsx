import type { Standing } from "@/components/shop/shop-link";
import type { Locale } from "@/lib/kernel/locale";
import { VAT_CLASSES } from "@/lib/checkout/vat/types";
import { words } from "@/lib/web/words";
import { ListEnd } from "../../../../_components/list-end";
import { settingsTexts } from "../../_components/form-texts";
import type { SettingsView } from "../load";
import { VatForm } from "./vat-form";

/** The rate of each class of goods, by the country where they arrive. */
export function VatPart({ view: { terms }, locale, root }: Standing & { readonly view: SettingsView; readonly locale: Locale }) {
  const t = words(locale, "officeSettings");
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const countries = Object.entries(terms.vat.rates).map(([code, rates]) => ({ code, name: names.of(code) ?? code, rates: VAT_CLASSES.map((name) => (rates[name] / 100).toLocaleString(locale, { useGrouping: false })) }));
  return (
    <>
      <VatForm home={terms.vat.home} countries={countries} classes={VAT_CLASSES.map((id) => ({ id, label: t(`vat.${id}`) }))} texts={{ ...settingsTexts(locale), home: t("vat.home"), homeHint: t("vat.homeHint"), country: t("vat.country"), drop: t("vat.drop"), another: t("vat.another"), wrong: t("wrong"), table: t("parts.vat") }} />
      <ListEnd root={root} locale={locale} file="vat" />
    </>
  );
}
