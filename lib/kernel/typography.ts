import { type Locale, type Localized, localized } from "./locale";

/**
 * A French sentence as a printer sets it, however it was typed: no line breaks before a sign that stands apart, nor inside of « and »; narrow
 * spaces before ; ! ? % and € and between the thousands of a number; apostrophes are curved. Lexique des règles typographiques en usage à l'Imprimerie nationale
 */
export function typesetFrench(sentence: string): string {
  return sentence
    .replace(/(?<=[\p{L}\d])'(?=[\p{L}\d{<«])/gu, "\u2019")
    .replace(/ (?=[;!?%€])|(?<=(?<!\d)\d{1,3}) (?=\d{3}(?!\d))/g, "\u202f")
    .replace(/ (?=[:»])|(?<=«) /g, "\u00a0");
}

/** What somebody typed to be read, a description or a few words of their own, as that language is set. */
export function prose(text: Localized, locale: Locale): string {
  const said = localized(text, locale);
  return locale === "fr" ? typesetFrench(said) : said;
}
