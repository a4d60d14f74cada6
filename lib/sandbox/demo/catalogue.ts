import type { Db } from "@/db/client";
import { COLLECTIONS, PRODUCTS, type SeedProduct, type SeedVariant } from "@/db/seed/catalogue";
import { transact } from "@/db/transact";
import { apply, plan, setStock, upsertCollections } from "@/lib/catalog/commands";
import type { ProductValues, VariantValues } from "@/lib/catalog/types";
import { invariant } from "@/lib/kernel/invariant";
import { withLastingIds } from "./lasting";

const DAY_MS = 86_400_000;
/** When the demo's goods came on sale, and when the reduced ones were reduced. */
const ON_SALE_DAYS = 400;
const REDUCED_DAYS = 12;

/** Writes the demo's collections and products; written again it changes nothing. */
export async function seedCatalogue(db: Db, now: Date): Promise<void> {
  await transact(db, async (tx) => {
    await upsertCollections(tx, COLLECTIONS.map(({ slug, title, summary, picture }) => ({ slug, title, summary, picture: picture.file })));
    const planned = await plan(tx, PRODUCTS.map((product, position) => valuesOf(product, { position, now })), now);
    invariant(planned.taken.length === 0, "the demo's SKUs are its own");
    const products = planned.products.map(withLastingIds);
    await apply(tx, { ...planned, products });
    await setStock(tx, products.flatMap(({ stock }) => stock), { reason: "received", at: now });
    return { ok: true };
  });
}

function valuesOf(product: SeedProduct, { position, now }: { readonly position: number; readonly now: Date }): ProductValues {
  const { slug, title, summary, description, details, vatBps, options, pictures } = product;
  return {
    slug, title, summary, description, details, vatBps, options, position,
    status: "active",
    currency: "EUR",
    vendor: "Garidelle",
    collections: COLLECTIONS.filter((collection) => product.collections.includes(collection.slug)).map((collection) => ({ slug: collection.slug, title: collection.title })),
    pictures: pictures.map(({ file, alt, width, height }) => ({ file, alt, width, height })),
    variants: product.variants.map((variant) => variantOf(variant, product, now)),
  };
}

function variantOf(variant: SeedVariant, product: SeedProduct, now: Date): VariantValues {
  const picture = product.pictures.findIndex(({ variantSku }) => variantSku === variant.sku);
  const onSale = new Date(now.getTime() - ON_SALE_DAYS * DAY_MS);
  const before = variant.previousPriceMinor;
  return {
    sku: variant.sku,
    optionValues: variant.optionValues,
    priceMinor: BigInt(variant.priceMinor),
    tracked: true,
    onHand: variant.stock,
    grams: variant.grams,
    ...(variant.netContent ? { net: variant.netContent } : {}),
    cvMinor: BigInt(variant.cvMinor),
    bvMinor: BigInt(variant.bvMinor),
    picture: picture < 0 ? null : picture,
    earlierPrices: before === undefined ? [] : [{ since: onSale, priceMinor: BigInt(before) }],
    priceSince: before === undefined ? onSale : new Date(now.getTime() - REDUCED_DAYS * DAY_MS),
  };
}
