import * as z from "zod";
import { isAddress, normaliseAddress, normaliseHandle } from "./rules";

/** An e-mail address from a form, normalised. */
export const AddressInput = z.string().max(400).transform(normaliseAddress).refine(isAddress, { error: "not_an_address" });

/** A handle from a form, normalised; whether it may be had is the command's answer. */
export const HandleInput = z.string().max(100).transform(normaliseHandle);

/** How many products a member's front page may show. */
export const FAVOURITES_MAX = 8;
/** How long the words of a member may be: a few sentences. */
export const WORDS_MAX = 400;

/** A member's own words from a form: line breaks and spaces become one space each; "" is none. */
export const ShopWordsInput = z.string().max(4_000).transform((text) => text.normalize("NFC").replace(/\s+/g, " ").trim()).refine((text) => text.length <= WORDS_MAX, { error: "too_long" });

/** Products that a member chose, by slug, each once, in their order. */
export const FavouritesInput = z.array(z.string().regex(/^[a-z0-9]+([-_][a-z0-9]+)*$/).max(120)).transform((slugs) => [...new Set(slugs)]).refine((slugs) => slugs.length <= FAVOURITES_MAX, { error: "too_many" });
