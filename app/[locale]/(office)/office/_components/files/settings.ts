import "server-only";
import { VAT_CLASSES } from "@/lib/checkout/vat/types";
import type { Locale } from "@/lib/kernel/locale";
import { money, writeDecimal } from "@/lib/kernel/money";
import { csvMoment, sheetOf } from "@/lib/web/csv";
import type { Export, MakeExport } from "@/lib/web/exports/types";
import { LEGAL_PAGES, TO_CONFIRM } from "@/lib/web/legal";
import { words } from "@/lib/web/words";
import type { Part } from "../../settings/_components/parts";
import { systemsOf } from "../../settings/[part]/_components/systems";
import { loadSettings, type SettingsView } from "../../settings/[part]/load";

type Rows = readonly (readonly string[])[];
type Sheet = { readonly part: Part; readonly fr: string; readonly en: string; readonly rows: (view: SettingsView, locale: Locale) => Rows };

/** A list of the settings as a file, for whoever may see its page. */
const sheet = ({ part, fr, en, rows }: Sheet): MakeExport => async (_raw, locale): Promise<Export | null> => {
  const view = await loadSettings(part);
  return view && { name: locale === "fr" ? fr : en, rows: sheetOf(rows(view, locale)) };
};

/** The team with its roles. */
export const teamFile = sheet({ part: "team", fr: "equipe", en: "team", rows: ({ team, company }, locale) => {
  const t = words(locale, "officeSettings");
  return [[t("csv.name"), t("team.email"), t("team.role"), t("csv.since")], ...team.map(({ name, email, role, since }) => [name, email, t(`roles.${role}`), csvMoment(since, company.timeZone)])];
} });

/** What delivery costs: a price of a weight in a zone a row. */
export const deliveryFile = sheet({ part: "delivery", fr: "livraison", en: "delivery", rows: ({ terms, company: { currency } }, locale) => {
  const t = words(locale, "officeSettings");
  const amount = (minor: bigint): string => writeDecimal(money(minor, currency), locale);
  const head = [t("delivery.fr"), t("delivery.en"), t("delivery.from"), t("delivery.to"), t("delivery.countries"), t("csv.upTo"), t("csv.price"), t("delivery.free"), t("csv.currency")];
  const rows = terms.methods.flatMap(({ name, days, zones }) => zones.flatMap(({ countries, freeFromMinor, steps }) =>
    steps.map(({ upToGrams, priceMinor }) => [name.fr, name.en ?? "", String(days.from), String(days.to), countries.join(", "), String(upToGrams), amount(priceMinor), freeFromMinor === null ? "" : amount(freeFromMinor), currency])));
  return [head, ...rows];
} });

/** The VAT of each class by country. */
export const vatFile = sheet({ part: "vat", fr: "tva", en: "vat", rows: ({ terms: { vat } }, locale) => {
  const t = words(locale, "officeSettings");
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const percent = (bps: number): string => writeDecimal(money(BigInt(bps), "EUR"), locale);
  return [[t("csv.code"), t("vat.country"), ...VAT_CLASSES.map((name) => `${t(`vat.${name}`)} (%)`)], ...Object.entries(vat.rates).map(([code, rates]) => [code, names.of(code) ?? code, ...VAT_CLASSES.map((name) => percent(rates[name]))])];
} });

/** The legal pages, and the company's words where it has its own. */
export const textsFile = sheet({ part: "texts", fr: "textes-legaux", en: "legal-texts", rows: ({ house }, locale) => {
  const [t, legal] = [words(locale, "officeSettings"), words(locale, "legal")];
  return [[t("csv.page"), t("csv.whose"), t("texts.fr"), t("texts.en")], ...LEGAL_PAGES.map((page) => {
    const own = house.texts[page];
    return [legal(`pages.${page}`), t(own ? "texts.own" : "texts.house"), own?.fr ?? "", own?.en ?? ""];
  })];
} });

/** The handles that nobody may take. */
export const handlesFile = sheet({ part: "handles", fr: "liens-reserves", en: "reserved-links", rows: ({ house }, locale) => [[words(locale, "officeSettings")("parts.handles")], ...house.handles.map((handle) => [handle])] });

/** The systems that the shop speaks to; never a secret. */
export const systemsFile = sheet({ part: "systems", fr: "systemes", en: "systems", rows: (_view, locale) => {
  const t = words(locale, "officeSettings");
  return [[t("csv.system"), t("csv.fact"), t("csv.value")], ...systemsOf(locale).flatMap(([name, facts]) => facts.map(([fact, value]) => [name, fact, value]))];
} });

/** What counsel and accountant must confirm. */
export const legalFile = sheet({ part: "texts", fr: "a-confirmer", en: "to-confirm", rows: (_view, locale) => {
  const [t, legal] = [words(locale, "officeSettings"), words(locale, "legal")];
  return [[t("csv.page"), t("csv.confirm")], ...TO_CONFIRM.map((mark) => {
    const page = LEGAL_PAGES.find((one) => mark.startsWith(one));
    return [page ? legal(`pages.${page}`) : "", legal(`marks.${mark}`)];
  })];
} });
