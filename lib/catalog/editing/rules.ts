import { drawnFile, fingerprint } from "../rules";
import type { PictureValues, ProductValues, StoredProduct, VariantValues } from "../types";
import type { PictureEdit, Revision } from "./types";

/** A stored product as `plan` takes it: writing it changes nothing. Stock is left out, so that a sale meanwhile is kept. Its currency is that of its first variant. */
export function valuesOf({ product, variants, pictures }: StoredProduct, currency: ProductValues["currency"]): ProductValues {
  const kept = <T>(value: T | null): T | undefined => value ?? undefined;
  const [summary, description, details] = [kept(product.summary), kept(product.description), kept(product.details)];
  return {
    slug: product.slug, status: product.status, title: product.title, vatBps: product.vatBps, rateBps: product.rateBps, options: product.options,
    vendor: product.vendor, tags: product.tags, position: product.position, currency: variants[0]?.currency ?? currency,
    ...(summary && { summary }), ...(description && { description }), ...(details && { details }),
    pictures: pictures.map((picture): PictureValues => ({
      file: picture.file, alt: picture.alt, width: picture.width, height: picture.height, ...(picture.sourceUrl === null ? {} : { sourceUrl: picture.sourceUrl }),
    })),
    variants: variants.filter(({ active }) => active).map((row): VariantValues => {
      const shown = pictures.findIndex(({ id }) => id === row.pictureId);
      return {
        sku: row.sku, optionValues: row.optionValues, priceMinor: row.priceMinor, tracked: row.tracked, grams: row.grams, barcode: row.barcode, cvMinor: row.cvMinor, bvMinor: row.bvMinor,
        picture: shown < 0 ? null : shown, ...(row.netAmount !== null && row.netUnit !== null ? { net: { amount: row.netAmount, unit: row.netUnit } } : {}),
      };
    }),
  };
}

/** What a revision changes of a product, before and after; for the trail. Unchanged parts are left out. */
export function changesOf(before: ProductValues, revision: Revision): { readonly before: Readonly<Record<string, unknown>>; readonly after: Readonly<Record<string, unknown>> } {
  const names = (Object.keys(revision) as (keyof Revision)[]).filter((name) => name !== "collections" && fingerprint(before[name]) !== fingerprint(revision[name]));
  const side = (values: Revision) => Object.fromEntries(names.map((name) => [name, plain(values[name] ?? null)]));
  return { before: side(before), after: side(revision) };
}

/** As it can stand in the trail: amounts as decimal digits. */
function plain(value: unknown): unknown {
  return JSON.parse(fingerprint(value ?? null)) as unknown;
}

/** A picture with the id that it has; null: it is new. */
export type Placed = { readonly id: string | null; readonly picture: PictureValues };

/** The pictures of a product after an edit, in their order; null when the picture is none of them. A drawn one makes way for the first real one. */
export function editPictures(stored: StoredProduct["pictures"], edit: PictureEdit): readonly Placed[] | null {
  const own = stored.map(({ id, file, alt, width, height, sourceUrl }): Placed => ({ id, picture: { file, alt, width, height, ...(sourceUrl === null ? {} : { sourceUrl }) } }));
  if (edit.kind === "add") {
    const { file, width, height, alt } = edit;
    if (stored.some((row) => row.file === file)) return own;
    const real = own.filter((_, n) => stored[n]?.placeholder !== true || stored[n].sourceUrl !== null);
    return [...real, { id: null, picture: { file, width, height, alt } }];
  }
  const at = own.findIndex(({ id }) => id === edit.id);
  const one = own[at];
  if (!one) return null;
  const others = own.filter((_, n) => n !== at);
  if (edit.kind === "remove") return others;
  if (edit.kind === "describe") return own.map((each, n) => (n === at ? { ...each, picture: { ...each.picture, alt: edit.alt } } : each));
  return edit.kind === "first" ? [one, ...others] : others.toSpliced(at === 0 ? 0 : at - 1, 0, one);
}

/** Which picture each variant shows after its product's pictures changed: by id, null where its own is gone. */
export function repicture(variants: readonly VariantValues[], before: StoredProduct["pictures"], after: readonly Placed[]): readonly VariantValues[] {
  return variants.map((variant) => {
    const id = before[variant.picture ?? -1]?.id;
    const at = after.findIndex((placed) => id !== undefined && placed.id === id);
    return { ...variant, picture: at < 0 ? null : at };
  });
}

/** The name of the drawing that stands in when a product loses its last picture. */
export const standIn = (slug: string): string => drawnFile(slug);
