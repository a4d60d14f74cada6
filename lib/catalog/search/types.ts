import type { Prepared } from "../choice/types";

/** Where a word stands, in one number, for there are a million of them: the entry's place in the list times 16, and how much the word says about it. */
export type Posting = number;

/** What a product's texts say: their stems, and how much each says. */
export type Said = { readonly texts: string; readonly stems: readonly string[]; readonly weights: readonly number[] };

/** The words of a catalogue, for finding products by what somebody typed. Made by `indexOf`. */
export type SearchIndex = {
  readonly entries: readonly Prepared[];
  /** By product, so that the next index need not read texts that did not change. */
  readonly said: ReadonlyMap<string, Said>;
  /** Stems in order of the alphabet, for beginnings of words. */
  readonly stems: readonly string[];
  readonly postings: ReadonlyMap<string, readonly Posting[]>;
  /** A stem as it is written. */
  readonly written: ReadonlyMap<string, string>;
  /** Stems that sound alike. */
  readonly sounds: ReadonlyMap<string, readonly string[]>;
};

export type Finding = {
  /** The best first; equally good ones in the operator's order. */
  readonly found: readonly Prepared[];
  /** Words that were read as others; in the order typed. */
  readonly corrected: readonly { readonly typed: string; readonly read: string }[];
  /** No product has all the words: these have some of them. */
  readonly partial: boolean;
};

/** An index that is being made. */
export type GrowingIndex = {
  readonly before: ReadonlyMap<string, Said>;
  readonly entries: Prepared[];
  readonly said: Map<string, Said>;
  readonly postings: Map<string, Posting[]>;
  readonly written: Map<string, string>;
};
