import * as z from "zod";
import { searchInput, slugInput } from "../input";
import { NAMES, rangeText } from "./rules";
import { type Choice, type PriceRange, SORTS } from "./types";

/** Everything of the catalogue, as the operator ordered it. */
export const EVERYTHING: Choice = { text: "", collection: null, inStock: false, reduced: false, prices: [], options: new Map(), sort: "ours", page: 1 };

/** An address says so much at most; what is more is not read. */
const PARTS_MAX = 60;
const pageInput = z.string().regex(/^[1-9]\d{0,3}$/).pipe(z.coerce.number()).catch(1);
const VALUE = /^[\p{L}\p{N}-]{1,61}$/u;

/** Reads a choice from the query of an address. What makes no sense is left out: nothing is refused. */
export function readChoice(query: URLSearchParams): Choice {
  const parts = [...query].slice(0, PARTS_MAX);
  const options = new Map<string, string[]>();
  for (const [key, value] of parts) {
    if (!NAMES.has(key) && VALUE.test(key) && VALUE.test(value)) options.set(key, [...new Set([...(options.get(key) ?? []), value])]);
  }
  return {
    text: searchInput.parse(query.get("q")),
    collection: slugInput.safeParse(query.get("in")).data ?? null,
    inStock: query.has("stock"),
    reduced: query.has("reduced"),
    prices: query.getAll("price").slice(0, PARTS_MAX).flatMap((text) => rangeOf(text) ?? []),
    options,
    sort: SORTS.find((name) => name === query.get("sort")) ?? "ours",
    page: pageInput.parse(query.get("page")),
  };
}

function rangeOf(text: string): PriceRange | null {
  const found = /^(\d{1,7})-(\d{0,7})$/.exec(text);
  return found ? { least: BigInt(found[1] ?? "0"), most: found[2] ? BigInt(found[2]) : null } : null;
}

/** Writes a choice as the query of an address; `readChoice` reads the same again. "" for everything. */
export function writeChoice({ text, collection, inStock, reduced, prices, options, sort, page }: Choice): string {
  const query = new URLSearchParams();
  if (text !== "") query.set("q", text);
  if (collection !== null) query.set("in", collection);
  if (inStock) query.set("stock", "1");
  if (reduced) query.set("reduced", "1");
  for (const range of prices) query.append("price", rangeText(range));
  for (const [key, values] of options) for (const value of values) query.append(key, value);
  if (sort !== "ours") query.set("sort", sort);
  if (page > 1) query.set("page", page.toString());
  return query.toString();
}
