import * as z from "zod";
import { FONTS } from "./types";

/** The colour and the type of a new installation. */
export const DEFAULT_ACCENT = "#41592b";

const Look = z.object({
  accent: z.string().regex(/^#[0-9a-f]{6}$/i).transform((text) => text.toLowerCase()).default(DEFAULT_ACCENT),
  font: z.enum(FONTS).default("book"),
  logo: z.string().regex(/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/).max(160).nullable().default(null),
});
const localized = z.object({ fr: z.string().trim().min(1).max(60_000), en: z.string().trim().max(60_000).optional() }).transform(({ fr, en }) => (en === undefined || en === "" ? { fr } : { fr, en }));

/** Each setting by its key, as stored and as an operator writes it; what is left out is that of a new installation. */
export const HOUSE = {
  look: Look,
  sender: z.object({ name: z.string().trim().max(80).refine((text) => !/[<>\r\n"]/.test(text)).default(""), replyTo: z.union([z.literal(""), z.email().max(254)]).default("") }),
  texts: z.record(z.string().max(40), localized),
  handles: z.array(z.string().regex(/^[a-z0-9-]{3,30}$/)).max(500),
  languages: z.array(z.enum(["fr", "en"])).refine((list) => list.includes("fr")),
} as const;
