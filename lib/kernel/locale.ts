/** The languages of the house; the first is the one without a prefix in addresses. */
export const LOCALES = ["fr", "en"] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = "fr";

/** A text in the languages of the house. French is always there; English falls back to it. */
export type Localized = { readonly fr: string; readonly en?: string };

export function isLocale(text: string): text is Locale {
  return (LOCALES as readonly string[]).includes(text);
}

/** The text in the reader's language. */
export function localized(text: Localized, locale: Locale): string {
  return text[locale] ?? text.fr;
}
