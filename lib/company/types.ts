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
};
