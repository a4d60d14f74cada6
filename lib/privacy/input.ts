import * as z from "zod";
import { LOCALES } from "@/lib/kernel/locale";
import { AddressInput } from "@/lib/members/input";
import { CONSENTS } from "./types";

const name = z.string().max(400).transform((text) => text.normalize("NFC").replace(/\s+/g, " ").trim()).refine((text) => text.length <= 80, { error: "too_long" });

/** Names, town and language from a form; a first name is what people are greeted by. */
export const ProfileInput = z.object({ firstName: name.refine((text) => text !== "", { error: "missing" }), lastName: name, town: name, locale: z.enum(LOCALES) });

/** A consent given or taken back from a form. */
export const ConsentInput = z.object({ kind: z.enum(CONSENTS), given: z.enum(["yes", "no"]).transform((answer) => answer === "yes") });

/** Who wants to be forgotten writes their own address once more, and has read what is lost. `deed` makes it one, however often it is sent. */
export const ErasureInput = z.object({ email: AddressInput, understood: z.literal("yes"), deed: z.string().regex(/^trl_[0-9a-f]{32}$/) });
