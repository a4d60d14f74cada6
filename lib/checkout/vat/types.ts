/** What a rate is meant for; a country has one rate for each. Council Directive 2006/112/EC, annex III */
export const VAT_CLASSES = ["standard", "intermediate", "reduced", "super_reduced"] as const;
export type VatClass = (typeof VAT_CLASSES)[number];

/** A country's rate for each class, in basis points. */
export type VatRates = Readonly<Record<VatClass, number>>;

/** Which VAT a sale contains: that of the country where the goods arrive, and of what they are. */
export type VatTable = {
  /** The company's own country, ISO 3166-1 alpha-2: a product's rate is one of its rates, and says its class. */
  readonly home: string;
  readonly rates: Readonly<Record<string, VatRates>>;
};
