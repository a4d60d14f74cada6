import "server-only";
import { randomUUID } from "node:crypto";
import { setImmediate as others } from "node:timers/promises";
import { cacheLife, cacheTag } from "next/cache";
import { prepare } from "@/lib/catalog/choice/rules";
import { listEntries } from "@/lib/catalog/queries";
import { addEntries, finishIndex, startIndex } from "@/lib/catalog/search/rules";
import type { SearchIndex } from "@/lib/catalog/search/types";
import { db } from "./database";
import { once } from "./once";
import { SHELF_LIFE, TAGS } from "./tags";
import { now } from "./time";

/** How many products are read in one go, before other requests have their turn. */
const PIECE = 200;

/** Another text whenever the shared pages of the catalogue are made anew. */
async function edition(): Promise<string> {
  "use cache";
  cacheLife(SHELF_LIFE);
  cacheTag(TAGS.catalogue);
  return Promise.resolve(randomUUID());
}

type Kept = { edition: string; index: SearchIndex | null; next: Promise<SearchIndex> | null };

/**
 * The catalogue in memory, for search, suggestions and choices: as old as the shared pages are. The first visitor waits for it; later ones
 * get the last one while the next is made.
 */
export async function catalogue(): Promise<SearchIndex> {
  const kept = once("catalogue", (): Kept => ({ edition: "", index: null, next: null }));
  const current = await edition();
  if (kept.edition !== current && kept.next === null) {
    kept.next = make(kept.index).finally(() => (kept.next = null));
    kept.next.then((index) => Object.assign(kept, { edition: current, index }), () => undefined);
  }
  return kept.index ?? (kept.next as Promise<SearchIndex>);
}

async function make(before: SearchIndex | null): Promise<SearchIndex> {
  const growing = startIndex(before);
  const entries = await listEntries(db(), now());
  for (let at = 0; at < entries.length; at += PIECE) {
    addEntries(growing, entries.slice(at, at + PIECE).map(prepare));
    await others();
  }
  return finishIndex(growing);
}
