export interface LocalText {
  readonly fr: string;
  readonly en: string;
}

export interface SeedPicture {
  /** Base name under public/img/products (or public/img/collections), without "-960.avif". */
  readonly file: string;
  readonly alt: LocalText;
  /** Pixels of the widest delivered file. */
  readonly width: number;
  readonly height: number;
  /** The variant shown; with two options, the first SKU that has the colour or scent shown. */
  readonly variantSku?: string;
}

export interface SeedOption {
  readonly name: LocalText;
  readonly values: readonly LocalText[];
}

export interface SeedVariant {
  readonly sku: string;
  /** One index into `values` for each option of the product, in order. */
  readonly optionValues: readonly number[];
  /** EUR cents, VAT included. */
  readonly priceMinor: number;
  /** EUR cents, VAT included: the price before the reduction. */
  readonly previousPriceMinor?: number;
  /** Shipping weight. */
  readonly grams: number;
  readonly netContent?: { readonly amount: number; readonly unit: "ml" | "g" | "piece" };
  readonly stock: number;
  /** Commissionable volume, EUR cents. */
  readonly cvMinor: number;
  /** Business volume, EUR cents (the price without VAT). */
  readonly bvMinor: number;
}

export interface SeedProduct {
  readonly slug: string;
  /** Slugs of collections; the first is the main one. */
  readonly collections: readonly string[];
  readonly title: LocalText;
  readonly summary: LocalText;
  /** Two paragraphs separated by an empty line. */
  readonly description: LocalText;
  /** Ingredients, composition or care. */
  readonly details: LocalText;
  readonly vatBps: number;
  readonly pictures: readonly SeedPicture[];
  readonly options: readonly SeedOption[];
  readonly variants: readonly SeedVariant[];
}

export interface SeedCollection {
  readonly slug: string;
  readonly title: LocalText;
  readonly summary: LocalText;
  readonly picture: SeedPicture;
}

export interface SeedCompany {
  readonly name: string;
  readonly legalName: string;
  readonly tagline: LocalText;
  /** Three paragraphs separated by an empty line. */
  readonly story: LocalText;
  readonly address: {
    readonly line1: string;
    readonly postcode: string;
    readonly city: string;
    readonly countryCode: string;
  };
  readonly email: string;
  readonly domain: string;
  readonly currency: "EUR";
  readonly legal: {
    readonly form: string; readonly capital: string; readonly registration: string; readonly vatNumber: string; readonly phone: string;
    readonly director: string; readonly host: string; readonly returnAddress: string;
    readonly mediator: { readonly name: string; readonly address: string; readonly url: string };
  };
  readonly hero: SeedPicture;
}
