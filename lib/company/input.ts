import * as z from "zod";
import { type Currency, isCurrency } from "@/lib/kernel/money";

const timeZone = z.string().refine((zone) => Intl.supportedValuesOf("timeZone").includes(zone), { error: "not_a_time_zone" });
const currency = z.string().refine((code): code is Currency => isCurrency(code), { error: "not_a_currency" });

/** French is always there. */
const localizedText = z.object({ fr: z.string(), en: z.string().optional() }).transform(({ fr, en }) => (en === undefined ? { fr } : { fr, en }));

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
  front: z.object({ tagline: localizedText, story: localizedText, picture: z.string().regex(/^[a-z0-9-]+$/), alt: localizedText }).optional(),
  legal: LegalInput.optional(),
});
