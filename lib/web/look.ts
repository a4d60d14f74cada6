import "server-only";
import { cacheLife, cacheTag } from "next/cache";
import { DEFAULT_ACCENT } from "@/lib/company/house/input";
import { readHouse } from "@/lib/company/house/queries";
import type { Font } from "@/lib/company/house/types";
import { shadesOf, type Shades } from "@/lib/kernel/colour";
import { db } from "./database";
import { SHELF_LIFE, TAGS } from "./tags";

/** Typefaces that computers and phones bring along; null: the one of the style sheet. */
const STACKS: Readonly<Record<Font, string | null>> = {
  book: null,
  plain: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif',
  round: 'ui-rounded, "Hiragino Maru Gothic ProN", Quicksand, Comfortaa, Manjari, "Arial Rounded MT Bold", Nunito, system-ui, sans-serif',
  narrow: 'Bahnschrift, "DIN Alternate", "Franklin Gothic Medium", "Nimbus Sans Narrow", "Arial Narrow", sans-serif',
};

const declare = ({ accent, strong, soft }: Shades): string => `--color-accent:${accent};--color-accent-strong:${strong};--color-accent-soft:${soft};`;

/** The company's colour and type as a style sheet over ours; "" where they are ours. Made of checked values only. */
export async function loadStyle(): Promise<string> {
  "use cache";
  cacheLife(SHELF_LIFE);
  cacheTag(TAGS.company);
  const { look } = await readHouse(db());
  const shades = shadesOf(look.accent);
  const colour = look.accent === DEFAULT_ACCENT ? "" : `:root{${declare(shades.light)}}@media (prefers-color-scheme:dark){:root{${declare(shades.dark)}}}`;
  const stack = STACKS[look.font];
  return `${colour}${stack === null ? "" : `:root{--font-display:${stack};}`}`;
}
