import type { Localized } from "@/lib/kernel/locale";
import type { Currency } from "@/lib/kernel/money";

/** The company as its papers and mails name it. */
export type Company = {
  /** What shoppers call it. */
  readonly name: string;
  readonly legalName: string;
  readonly address: string;
  readonly email: string;
  /** The one currency that this installation sells in. */
  readonly currency: Currency;
  /** IANA name; decides where a day, a month and a binding end. */
  readonly timeZone: string;
  /** What its front page tells; left out: the name alone. */
  readonly front?: Front | undefined;
};

/** The company's own words and picture. */
export type Front = {
  readonly tagline: Localized;
  /** Paragraphs with an empty line between them. */
  readonly story: Localized;
  /** A base name at the root: `<base>-960.avif`, `<base>-1920.avif` and `<base>-1920.webp`. */
  readonly picture: string;
  readonly alt: Localized;
};
