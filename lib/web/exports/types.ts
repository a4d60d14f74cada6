import type { Locale } from "@/lib/kernel/locale";

/** A list on its way out: rows as they come. */
export type Export = { readonly name: string; readonly rows: AsyncIterable<readonly string[]>; readonly separator?: "," | ";" };
/** Reads an address's query and makes the list; null for whoever may not see it. */
export type MakeExport = (query: Readonly<Record<string, string>>, locale: Locale) => Promise<Export | null>;
