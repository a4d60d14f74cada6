import "server-only";
import type { OwnTexts } from "@/lib/company/house/types";
import { legalForm } from "@/lib/company/rules";
import type { Company } from "@/lib/company/types";
import { type Locale, localized } from "@/lib/kernel/locale";
import { currencyName } from "@/lib/kernel/money";
import { typesetFrench } from "@/lib/kernel/typography";
import { KEPT_DAYS } from "@/lib/privacy/rules";
import { dayText } from "./dates";
import { MESSAGES, type Words, words } from "./words";

type Fr = (typeof MESSAGES)["legal"]["fr"];
type T = Words<"legal">;

/** When the texts were last changed: part of what a confirmation says. */
const CHANGED = new Date("2026-11-26T12:00:00Z");

/** The legal pages with their passages, in their order. */
const PASSAGES = {
  notice: ["publisher", "contact", "director", "host", "selling"],
  terms: ["scope", "prices", "order", "payment", "wallet", "delivery", "withdrawal", "form", "warranty", "disputes"],
  privacy: ["who", "what", "why", "shared", "howLong", "rights"],
  cookies: ["before", "needed", "asked", "none"],
  accessibility: ["goal", "state", "limits", "help"],
  mediation: ["first", "mediator", "court"],
} as const satisfies { readonly [Page in keyof Fr["pages"]]: readonly (keyof Fr[Page])[] };
export type LegalPage = keyof typeof PASSAGES;

/** Names of the legal pages, as their addresses have them. */
export const LEGAL_PAGES = Object.keys(PASSAGES) as readonly LegalPage[];

/** Passages that counsel or an accountant must confirm. Operators see them marked, visitors don't. DESIGN §9 */
export const TO_CONFIRM = [
  "noticePublisher", "noticeDirector", "termsWallet", "termsWithdrawal", "termsWarranty", "termsDisputes",
  "privacyWhy", "privacyShared", "cookiesAsked", "accessibilityState", "mediationMediator", "invoiceLayout",
] as const satisfies readonly (keyof Fr["marks"])[];

type Speak<Page extends LegalPage> = (t: T, passage: (typeof PASSAGES)[Page][number], values: Values) => readonly [title: string, text: string];
type Values = ReturnType<typeof valuesOf>;

const SPEAK: { readonly [Page in LegalPage]: Speak<Page> } = {
  notice: (t, passage, values) => [t(`noticeTitles.${passage}`), t(`notice.${passage}`, values)],
  terms: (t, passage, values) => [t(`termsTitles.${passage}`), t(`terms.${passage}`, values)],
  privacy: (t, passage, values) => [t(`privacyTitles.${passage}`), t(`privacy.${passage}`, values)],
  cookies: (t, passage, values) => [t(`cookiesTitles.${passage}`), t(`cookies.${passage}`, values)],
  accessibility: (t, passage, values) => [t(`accessibilityTitles.${passage}`), t(`accessibility.${passage}`, values)],
  mediation: (t, passage, values) => [t(`mediationTitles.${passage}`), t(`mediation.${passage}`, values)],
};

export type LegalText = { readonly title: string; readonly updated: string; readonly sections: readonly { readonly id: string; readonly title: string; readonly lines: readonly string[] }[] };

/** A legal page in a language, with the company's data in it. A passage of which the company has given nothing is left out. */
export function legalText(page: LegalPage, locale: Locale, company: Company & { readonly own?: OwnTexts }): LegalText {
  const t = words(locale, "legal");
  const values = valuesOf(company, locale);
  const passages: readonly string[] = PASSAGES[page];
  const title = t(`pages.${page}`);
  const updated = t("updated", { date: dayText(CHANGED, locale, company.timeZone) });
  const own = company.own?.[page];
  if (own) return { title, updated, sections: ownSections(localized(own, locale), title) };
  const speak = SPEAK[page] as (t: T, passage: string, values: Values) => readonly [title: string, text: string];
  return {
    title,
    updated,
    sections: passages.map((id) => {
      const [title, text] = speak(t, id, values);
      return { id, title, lines: (locale === "fr" ? typesetFrench(text) : text).split("\n").map((line) => line.trim()).filter(Boolean) };
    }).filter(({ lines }) => lines.length > 0),
  };
}

/** The company's own words: a line that begins with "# " opens a section; the others are its paragraphs. */
function ownSections(text: string, title: string): LegalText["sections"] {
  const sections: { id: string; title: string; lines: string[] }[] = [];
  for (const line of text.split("\n").map((one) => one.trim()).filter(Boolean)) {
    const open = sections.at(-1);
    if (line.startsWith("# ")) sections.push({ id: `part-${sections.length + 1}`, title: line.slice(2), lines: [] });
    else if (open) open.lines.push(line);
    else sections.push({ id: "part-1", title, lines: [line] });
  }
  return sections;
}

const NEEDED = ["legalName", "address", "email", "registration", "vatNumber", "phone", "director", "host", "mediator"] as const;

/** What of the company's data the legal pages still miss, by the settings' names. */
export function missingLegalData({ legalName, address, email, legal }: Company): (typeof NEEDED)[number][] {
  const given = { ...legal, legalName, address, email, mediator: legal?.mediator.name };
  return NEEDED.filter((name) => !given[name]);
}

function valuesOf({ name, legalName, address, email, currency, legal }: Company, locale: Locale) {
  const inline = address.replaceAll("\n", ", ");
  const { mediator } = legal ?? {};
  return {
    company: name, legalName: legalName || name, address: inline, email,
    cartDays: KEPT_DAYS.carts, contactYears: KEPT_DAYS.contacts / 365, noticeMonths: Math.round(KEPT_DAYS.notices / 30.5), applicationYears: KEPT_DAYS.applications / 365,
    bankFileMonths: Math.round(KEPT_DAYS.bankFiles / 30.5),
    currency: currencyName(currency, locale),
    form: legal && legalForm(legal) ? `, ${legalForm(legal)}` : "",
    registration: legal?.registration ?? "", vat: legal?.vatNumber ? words(locale, "invoice")("vatNumber", { number: legal.vatNumber }) : "", phone: legal?.phone || "–", director: legal?.director || "–", host: legal?.host ?? "",
    returnAddress: legal?.returnAddress || inline,
    mediator: mediator?.name ? [mediator.name, mediator.address, mediator.url].filter(Boolean).join(", ") : "–",
  };
}
