import * as z from "zod";

/** A product's or collection's address as it stands in a path. Anything else is answered "not found". */
export const slugInput = z.string().regex(/^[a-z0-9]+([-_][a-z0-9]+)*$/).max(120);

/** What somebody typed into the search field: any text, shortened; nothing is refused. */
export const searchInput = z.string().transform((text) => text.trim().slice(0, 200)).catch("");
