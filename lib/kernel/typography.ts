/**
 * A French sentence as a printer sets it, however it was typed: no line breaks before a sign that stands apart, nor inside of « and »; narrow
 * spaces before ; ! ? and %; apostrophes are curved. Lexique des règles typographiques en usage à l'Imprimerie nationale
 */
export function typesetFrench(sentence: string): string {
  return sentence
    .replace(/(?<=[\p{L}\d])'(?=[\p{L}\d{<«])/gu, "\u2019")
    .replace(/ (?=[;!?%])/g, "\u202f")
    .replace(/ (?=[:»])|(?<=«) /g, "\u00a0");
}
