import * as z from "zod";
import { type Currency, isCurrency, parseDecimal } from "@/lib/kernel/money";
import type { Company } from "./types";

const timeZone = z.string().refine((zone) => Intl.supportedValuesOf("timeZone").includes(zone), { error: "not_a_time_zone" });
const currency = z.string().refine((code): code is Currency => isCurrency(code), { error: "not_a_currency" });

/** French is always there. */
const localizedText = z.object({ fr: z.string(), en: z.string().optional() }).transform(({ fr, en }) => (en === undefined ? { fr } : { fr, en }));

/** Ten times the net price; beyond it is a typing error. */
const VOLUME_FACTOR_MAX_BPS = 100_000;
const volumeFactor = z.int().min(0).max(VOLUME_FACTOR_MAX_BPS);

const line = (most = 200) => z.string().max(most).default("");

/** What its papers and legal pages must name. Empty: not filled in yet, and said so to operators. */
const LegalInput = z.object({
  form: line(60), capital: line(60), registration: line(), vatNumber: line(30), phone: line(30), director: line(120), host: line(300), returnAddress: line(300),
  mediator: z.object({ name: line(), address: line(300), url: line() }).prefault({}),
});

/** The company's settings as stored and as an operator writes them. What is left out is that of a new installation. */
export const CompanyInput = z.object({
  name: z.string().min(1).max(80).default("Cagnotte"),
  legalName: z.string().max(120).default(""),
  address: z.string().max(300).default(""),
  email: z.string().max(254).default(""),
  currency: currency.default("EUR"),
  timeZone: timeZone.default("Europe/Paris"),
  volumeFactorBps: volumeFactor.default(10_000),
  front: z.object({ tagline: localizedText, story: localizedText, picture: z.string().regex(/^[a-z0-9-]+$/), alt: localizedText }).optional(),
  legal: LegalInput.optional(),
});

const typed = (most: number) => z.string().trim().max(most).default("");
/** The form of the company's data. Its currency is not in it: every account and price is in it. */
export const CompanyForm = z.object({
  name: z.string().trim().min(1).max(80), legalName: typed(120), address: typed(300), email: z.union([z.literal(""), z.email().max(254)]).default(""), timeZone,
  form: typed(60), capital: typed(60), registration: typed(200), vatNumber: typed(30), phone: typed(30), director: typed(120), host: typed(300), returnAddress: typed(300),
  mediatorName: typed(200), mediatorAddress: typed(300), mediatorUrl: typed(200),
  "tagline.fr": typed(200), "tagline.en": typed(200), "story.fr": typed(5_000), "story.en": typed(5_000),
});

/** The form of the volume factor: a percentage with up to two decimals, which are basis points as a euro's are cents. */
export const VolumesForm = z.object({ factor: z.string().transform((text) => z.coerce.number().parse(parseDecimal(text.replace("%", "").trim(), "EUR")?.minor ?? -1n)).pipe(volumeFactor) });

/** The company after a form; what the form does not ask for stays. */
export function companyOf(form: z.output<typeof CompanyForm>, before: Company): Company {
  const { name, legalName, address, email, timeZone: zone, form: legalForm, capital, registration, vatNumber, phone, director, host, returnAddress } = form;
  const pair = (fr: string, en: string) => (en === "" ? { fr } : { fr, en });
  const words = { tagline: pair(form["tagline.fr"], form["tagline.en"]), story: pair(form["story.fr"], form["story.en"]) };
  return {
    ...before, name, legalName, address, email, timeZone: zone,
    ...(before.front === undefined ? {} : { front: { ...before.front, ...words } }),
    legal: { form: legalForm, capital, registration, vatNumber, phone, director, host, returnAddress, mediator: { name: form.mediatorName, address: form.mediatorAddress, url: form.mediatorUrl } },
  };
}
