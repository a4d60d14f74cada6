import { drawnFile } from "@/lib/catalog/rules";
import type { CollectionValues, ProductValues } from "@/lib/catalog/types";
import type { ShopifyProduct } from "@/lib/gateway/shopify/product";
import type { Currency } from "@/lib/kernel/money";
import { slugify } from "@/lib/kernel/slug";

/**
 * A product of the file in the catalogue's words. Its texts are French, the language that every reader falls back to.
 * Its collection is its type, else its first tag: tags are many and of all kinds, a collection is a shelf.
 * What the file says nothing about is left as it is.
 */
export function productValues(product: ShopifyProduct, settings: { readonly currency: Currency; readonly firstPosition: number }): ProductValues {
  const { handle, title, description, vendor, tags } = product;
  const shelf = product.type || tags?.[0];
  const shelves = product.collections ?? (shelf ? [shelf] : undefined);
  const collections = shelves?.flatMap((one) => collectionOf(one) ?? []);
  return {
    slug: handle,
    status: product.status,
    title: { fr: title },
    currency: settings.currency,
    vatBps: product.vatBps,
    firstPosition: settings.firstPosition,
    options: product.options.map(({ name, values }) => ({ name: { fr: name }, values: values.map((value) => ({ fr: value })) })),
    ...(description === undefined ? {} : { description: { fr: description } }),
    ...(vendor === undefined ? {} : { vendor }),
    ...(tags === undefined ? {} : { tags }),
    ...(collections === undefined || (collections.length === 0 && product.collections === undefined) ? {} : { collections }),
    ...(product.rateBps === undefined ? {} : { rateBps: product.rateBps }),
    pictures: product.pictures.map(({ url, alt }) => ({ file: drawnFile(handle), alt: { fr: alt || title }, width: 960, height: 960, sourceUrl: url })),
    variants: product.variants.map((variant) => ({
      sku: variant.sku,
      optionValues: variant.optionValues,
      priceMinor: variant.priceMinor,
      tracked: variant.tracked,
      picture: variant.picture,
      ...(variant.onHand === undefined ? {} : { onHand: variant.onHand }),
      ...(variant.grams === undefined ? {} : { grams: variant.grams }),
      ...(variant.barcode === undefined ? {} : { barcode: variant.barcode || null }),
      ...(variant.cvMinor === undefined ? {} : { cvMinor: variant.cvMinor }),
      ...(variant.bvMinor === undefined ? {} : { bvMinor: variant.bvMinor }),
    })),
  };
}

function collectionOf(shelf: string): CollectionValues | null {
  const slug = slugify(shelf).slice(0, 80).replace(/-$/, "");
  const title = `${shelf.charAt(0).toLocaleUpperCase("fr")}${shelf.slice(1, 80)}`.toWellFormed();
  return slug === "" ? null : { slug, title: { fr: title } };
}

/** Whose server answers; "" when the address is none. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : "";
}
