import type { Prepared } from "../choice/types";
import { bare, searchWords } from "../rules";
import type { Finding, GrowingIndex, Said, SearchIndex } from "./types";

/** How much a word says about a product, by where it stands. */
const WEIGHTS = { title: 10, sku: 10, tag: 5, collection: 5, option: 4, vendor: 3, summary: 3, description: 1 } as const;

/** A posting is the place of its entry times this, and a weight below it. */
const PLACE = 16;

/** Words that say nothing in a text. Where somebody types them, they need not be met ("the" may be tea, "thé"). */
const EMPTY = new Set("a an and au aux avec by d dans de des du en et for from in is l la le les no of on or ou par pour qu que s sans sur the to un une with à".split(" "));

/** A letter begins too many words. */
const BEGINNING_MIN = 2;

/**
 * The stem of a bare word: plural and feminine endings of French and English fall off, so that "bougies parfumées" meets "bougie parfumée",
 * and "brushes" "brush". Two words with one stem mean the same often enough.
 */
export function stem(word: string): string {
  if (word.length < 4) return word;
  const singular = word
    .replace(/eaux$/, "eau")
    .replace(/([^e])aux$/, "$1al")
    .replace(/([eo]u)x$/, "$1")
    .replace(/([^s])s$/, "$1");
  const short = singular.replace(/e+$/, "").replace(/i$/, "y");
  return short.length < 3 ? singular : short;
}

/** How a word sounds to a French ear, about: "bouji" and "bougie" are the same. */
export function sound(word: string): string {
  return word
    .replace(/ph/g, "f")
    .replace(/(?:eau|au)/g, "o")
    .replace(/(?:ai|ei|er$|ez$)/g, "e")
    .replace(/g(?=[eiy])/g, "j")
    .replace(/c(?=[eiy])/g, "s")
    .replace(/(?:qu|[ckq])/g, "k")
    .replace(/y/g, "i")
    .replace(/h/g, "")
    .replace(/z/g, "s")
    .replace(/(.)\1+/g, "$1")
    .replace(/(?<=.{2})[etsx]+$/, "");
}

/** The words of a text, bare and as they are spelled, without those that say nothing. "Thé" stays, "the" goes. */
function textWords(text: string): { readonly word: string; readonly spelling: string }[] {
  const words = text.normalize("NFC").toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return words.filter((word) => word !== "" && !EMPTY.has(word)).map((spelling) => ({ word: bare(spelling), spelling }));
}

/** Makes the index of a list at once; a large one is made piece by piece with `startIndex`, `addEntries` and `finishIndex`. */
export function indexOf(entries: readonly Prepared[]): SearchIndex {
  const growing = startIndex(null);
  addEntries(growing, entries);
  return finishIndex(growing);
}

/** @param before the index of a moment ago: products whose texts did not change are not read again */
export function startIndex(before: SearchIndex | null): GrowingIndex {
  return { before: before?.said ?? new Map<string, Said>(), entries: [], said: new Map(), postings: new Map(), written: new Map(before?.written) };
}

/** Adds the next products of the list. */
export function addEntries({ before, entries, said, postings, written }: GrowingIndex, more: readonly Prepared[]): void {
  for (const one of more) {
    const at = entries.push(one) - 1;
    const { id } = one.entry.card;
    const texts = textsOf(one);
    const all = texts.map(({ text }) => text).join("\n");
    const known = before.get(id);
    const own = known?.texts === all ? known : { texts: all, ...wordsOf(texts, written) };
    said.set(id, own);
    for (const [n, key] of own.stems.entries()) {
      const postingsOf = postings.get(key);
      const posting = at * PLACE + (own.weights[n] ?? 0);
      if (postingsOf) postingsOf.push(posting);
      else postings.set(key, [posting]);
    }
  }
}

export function finishIndex({ entries, said, postings, written }: GrowingIndex): SearchIndex {
  const stems = [...postings.keys()].sort((a, b) => (a < b ? -1 : 1));
  return { entries, said, stems, postings, written, sounds: Map.groupBy(stems, sound) };
}

/** The stems of a product's texts, each with the most that it says; how they are spelled is noted. */
function wordsOf(texts: ReturnType<typeof textsOf>, written: Map<string, string>): Pick<Said, "stems" | "weights"> {
  const words = new Map<string, number>();
  for (const { word, spelling, weight } of texts.flatMap(({ text, weight: of }) => textWords(text).map((one) => ({ ...one, weight: of })))) {
    const key = stem(word);
    if ((words.get(key) ?? 0) < weight) words.set(key, weight);
    // The shortest is the singular.
    if (spelling.length < (written.get(key)?.length ?? spelling.length + 1)) written.set(key, spelling);
  }
  return { stems: [...words.keys()], weights: [...words.values()] };
}

function textsOf({ entry }: Prepared): readonly { readonly text: string; readonly weight: number }[] {
  const { card, description, vendor, tags, options, variants, collections } = entry;
  const both = (text: { readonly fr: string; readonly en?: string } | null, weight: number) => (text ? [{ text: text.fr, weight }, ...(text.en === undefined ? [] : [{ text: text.en, weight }])] : []);
  return [
    ...both(card.title, WEIGHTS.title),
    ...variants.map(({ sku }) => ({ text: sku, weight: WEIGHTS.sku })),
    ...tags.map((text) => ({ text, weight: WEIGHTS.tag })),
    ...collections.flatMap(({ title }) => both(title, WEIGHTS.collection)),
    ...options.flatMap(({ values }) => values.flatMap((value) => both(value, WEIGHTS.option))),
    { text: vendor, weight: WEIGHTS.vendor },
    ...both(card.summary, WEIGHTS.summary),
    ...both(description, WEIGHTS.description),
  ];
}

/** Stems that a typed word may mean, with how surely, in hundredths. */
type Reading = { readonly stems: readonly { readonly stem: string; readonly sure: number }[]; /** What it was read as, where it was not met itself. */ readonly read: string | null };

/**
 * Products by words: whatever their case, accents, plural and order, by the beginning of a word too, and by a near one where no product has
 * it as it was typed. Those that have all words; where none has, those that have some.
 */
export function find(index: SearchIndex, text: string): Finding {
  const words = searchWords(text);
  const telling = words.filter((word) => !EMPTY.has(word) && word.length >= BEGINNING_MIN);
  const needed = telling.length > 0 ? telling : words;
  const scores = new Map<number, { met: number; score: number }>();
  const corrected: { typed: string; read: string }[] = [];
  for (const word of words) {
    const required = needed.includes(word);
    const reading = read(index, word, required);
    if (reading.read !== null) corrected.push({ typed: word, read: reading.read });
    for (const [at, score] of scoresOf(index, reading)) {
      const own = scores.get(at) ?? { met: 0, score: 0 };
      scores.set(at, { met: own.met + (required ? 1 : 0), score: own.score + score });
    }
  }
  const hits = [...scores].filter(([, { met }]) => met > 0);
  const whole = hits.filter(([, { met }]) => met === needed.length);
  const shown = whole.length > 0 ? whole : hits;
  shown.sort(([a, one], [b, other]) => other.met - one.met || other.score - one.score || a - b);
  return { found: shown.flatMap(([at]) => index.entries[at] ?? []), corrected, partial: whole.length === 0 && shown.length > 0 };
}

/** The best that a reading says about each entry. */
function scoresOf({ postings }: SearchIndex, { stems }: Reading): Map<number, number> {
  const scores = new Map<number, number>();
  for (const { stem: key, sure } of stems) {
    for (const posting of postings.get(key) ?? []) {
      const weight = posting % PLACE;
      const at = (posting - weight) / PLACE;
      if ((scores.get(at) ?? 0) < weight * sure) scores.set(at, weight * sure);
    }
  }
  return scores;
}

function read(index: SearchIndex, word: string, required: boolean): Reading {
  const own = stem(word);
  const exact = index.postings.has(own) ? [{ stem: own, sure: 100 }] : [];
  const begun = word.length >= BEGINNING_MIN ? beginningWith(index.stems, own.length < word.length && exact.length === 0 ? own : word) : [];
  const met = [...exact, ...begun.filter((key) => key !== own).map((key) => ({ stem: key, sure: 60 }))];
  if (met.length > 0 || !required) return { stems: met, read: null };
  const near = nearest(index, own);
  return { stems: near.map((key) => ({ stem: key, sure: 40 })), read: near[0] === undefined ? null : index.written.get(near[0]) ?? near[0] };
}

/** The stems that begin so: a piece of the ordered list. */
function beginningWith(stems: readonly string[], beginning: string): readonly string[] {
  let [low, high] = [0, stems.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stems[middle] ?? "") < beginning) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (stems[end]?.startsWith(beginning)) end += 1;
  return stems.slice(low, end);
}

/** The stems that differ least from one that no product has: by one slip of the finger, two in a long word, or that sound the same. */
function nearest({ stems, sounds, postings }: SearchIndex, word: string): readonly string[] {
  const bound = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  const alike = new Set(sounds.get(sound(word)));
  // Nobody misses both of the first two letters.
  const candidates = stems.filter((key) => alike.has(key) || (bound > 0 && word.slice(0, 2).includes(key.charAt(0))));
  const slips = candidates.map((key) => ({ key, slips: alike.has(key) ? 1 : distance(word, key, bound) })).filter((one) => one.slips <= bound || alike.has(one.key));
  const least = slips.reduce((low, one) => (one.slips < low ? one.slips : low), bound + 1);
  const many = (key: string): number => postings.get(key)?.length ?? 0;
  return slips.filter((one) => one.slips === least).map(({ key }) => key).sort((a, b) => many(b) - many(a));
}

/**
 * How many slips lie between two words: a letter too much, too few, another one, or two swapped. A longer word may go on after what was
 * typed. `bound + 1` for anything farther.
 */
export function distance(typed: string, word: string, bound: number): number {
  if (bound === 0 || typed.length - word.length > bound) return typed === word ? 0 : bound + 1;
  let [before, above] = [[] as number[], Array.from({ length: word.length + 1 }, (_, n) => n)];
  for (let row = 1; row <= typed.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= word.length; column += 1) {
      const same = typed[row - 1] === word[column - 1];
      const swapped = row > 1 && column > 1 && typed[row - 1] === word[column - 2] && typed[row - 2] === word[column - 1];
      now.push(least([
        (above[column] ?? row) + 1, (now[column - 1] ?? column) + 1, (above[column - 1] ?? 0) + (same ? 0 : 1),
        ...(swapped ? [(before[column - 2] ?? 0) + 1] : []),
      ]));
    }
    if (least(now) > bound) return bound + 1;
    [before, above] = [above, now];
  }
  // Whole, or as far as it was typed: a beginning has to be long enough to say something.
  const whole = above[word.length] ?? bound + 1;
  const begun = typed.length >= 5 && word.length >= typed.length - 1 ? least(above.slice(typed.length - 1)) : whole;
  const found = begun < whole ? begun : whole;
  return found > bound ? bound + 1 : found;
}

function least(numbers: readonly number[]): number {
  return numbers.reduce((low, one) => (one < low ? one : low));
}
