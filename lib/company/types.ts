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
  /** What goods without volumes of their own count for in the commission system, of their net price. DESIGN §6 */
  readonly volumeFactorBps: number;
  /** What its front page tells; left out: the name alone. */
  readonly front?: Front | undefined;
  /** What its papers and legal pages must name; left out: not filled in yet. */
  readonly legal?: Legal | undefined;
};

/** As the law asks a seller to be named. French LCEN art. 6, Code de commerce R123-237, Code de la consommation L616-1. */
export type Legal = {
  /** "SAS". */
  readonly form: string;
  /** "20 000 €". */
  readonly capital: string;
  /** "RCS Manosque 123 456 789". */
  readonly registration: string;
  readonly vatNumber: string;
  readonly phone: string;
  /** Who answers for what is published. */
  readonly director: string;
  /** Name, address and telephone of who hosts the site. */
  readonly host: string;
  /** Where goods are sent back to; empty: the company's address. */
  readonly returnAddress: string;
  /** Whom a consumer can turn to before a court. */
  readonly mediator: { readonly name: string; readonly address: string; readonly url: string };
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
