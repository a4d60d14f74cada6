import "server-only";
import { findEditable } from "@/lib/catalog/editing/queries";
import { findPreview } from "@/lib/catalog/queries";
import type { ProductStatus } from "@/lib/catalog/types";
import type { Locale } from "@/lib/kernel/locale";
import { planAt } from "@/lib/plan/queries";
import { db } from "@/lib/web/database";
import { now } from "@/lib/web/time";
import { operatorWith } from "@/lib/web/viewer";
import { shownProduct } from "../../../../(shop)/products/[slug]/load";

export type Preview = { readonly status: ProductStatus; readonly product: ReturnType<typeof shownProduct> };

/** A product of any state as its page would show it. `null`: not for this viewer; `"unknown"`: none, or without anything to sell. */
export async function loadPreview(slug: string, locale: Locale): Promise<Preview | "unknown" | null> {
  if (!(await operatorWith("catalogue"))) return null;
  const [product, stored, { plan }] = await Promise.all([findPreview(db(), now(), slug), findEditable(db(), slug), planAt(db(), now())]);
  return product && stored ? { status: stored.product.status, product: shownProduct(product, { locale, plan }) } : "unknown";
}
