import type { Localized } from "@/lib/kernel/locale";

/** The typefaces that a shop's titles can have: those that computers and phones bring along, so that nothing is fetched. */
export const FONTS = ["book", "plain", "round", "narrow"] as const;
export type Font = (typeof FONTS)[number];

/** How the shop looks like its company. */
export type Look = {
  /** `#rrggbb`; readable on the shop's paper. */
  readonly accent: string;
  readonly font: Font;
  /** A picture's base name in the media folder; null: the name in letters. */
  readonly logo: string | null;
};

/** Who the shop's mails come from, beside the address that the server has. */
export type Sender = {
  /** Empty: the company's name. */
  readonly name: string;
  /** Where answers go; empty: to the address itself. */
  readonly replyTo: string;
};

/** Pages of law that the company has in words of its own; one that is not there is the house's. */
export type OwnTexts = Readonly<Record<string, Localized>>;

/** What an operator says about the whole shop, apart from the company's papers. */
export type House = {
  readonly look: Look;
  readonly sender: Sender;
  readonly texts: OwnTexts;
  /** Handles that nobody may take, beside those that are always kept. */
  readonly handles: readonly string[];
  /** The languages that visitors are offered; French is always one. */
  readonly languages: readonly ("fr" | "en")[];
};
