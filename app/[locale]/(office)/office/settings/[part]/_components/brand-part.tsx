import type { Standing } from "@/components/shop/shop-link";
import { FONTS } from "@/lib/company/house/types";
import { MEDIA, pictureSources } from "@/lib/catalog/rules";
import type { Locale } from "@/lib/kernel/locale";
import { words } from "@/lib/web/words";
import { settingsTexts } from "../../_components/form-texts";
import type { SettingsView } from "../load";
import { BrandForm } from "./brand-form";

const STATES = ["kept", "large", "none", "refused"] as const;

/** Colour and type with a look at them, and the logo. */
export function BrandPart({ view: { house, company }, locale, root, state }: Standing & { readonly view: SettingsView; readonly locale: Locale; readonly state: string | null }) {
  const t = words(locale, "officeSettings");
  const names = ["accent", "accentHint", "readable", "tooPale", "font", "look", "sample", "button", "logo", "logoHint", "send", "drop", "sending"] as const;
  return (
    <BrandForm
      locale={locale}
      accent={house.look.accent} font={house.look.font} company={company.name} logo={house.look.logo === null ? null : pictureSources(`${MEDIA}${house.look.logo}`).webp[960]} upload={`${root}office/settings/logo`} state={STATES.find((one) => one === state) ?? null}
      fonts={FONTS.map((value) => ({ value, label: t(`fonts.${value}`) }))}
      texts={{ ...settingsTexts(locale), ...Object.fromEntries(names.map((name) => [name, t(`brand.${name}`)])) as Record<(typeof names)[number], string>, states: Object.fromEntries(STATES.map((one) => [one, t(`logo.${one}`)])) }}
    />
  );
}
