"use server";

import { updateTag } from "next/cache";
import { redirect } from "next/navigation";
import { transact } from "@/db/transact";
import { createProduct } from "@/lib/catalog/editing/commands";
import { localizedFrom, NewProductForm } from "@/lib/catalog/editing/input";
import { drawnFile, MEDIA } from "@/lib/catalog/rules";
import { readCompany } from "@/lib/company/queries";
import { storeDrawing } from "@/lib/gateway/pictures/media";
import { pathIn } from "@/lib/kernel/address";
import { parseAmount } from "@/lib/kernel/money";
import { slugify } from "@/lib/kernel/slug";
import { record } from "@/lib/trail/commands";
import { operatorAction } from "@/lib/web/action";
import { db } from "@/lib/web/database";
import { environment } from "@/lib/web/env";
import { currentPlace } from "@/lib/web/place";
import { TAGS } from "@/lib/web/tags";

/** Begins a product and leads to its page. */
export const createAction = operatorAction("catalogue", NewProductForm, async ({ by, input, now }) => {
  const { currency } = await readCompany(db());
  const given = { "title.fr": input["title.fr"], "title.en": input["title.en"], sku: input.sku, slug: input.slug, price: input.price, vat: String(input.vat / 100), onHand: String(input.onHand) };
  const price = parseAmount(input.price, currency);
  if (price === null || price.minor < 0n) return { ok: false as const, reason: "invalid_input" as const, fields: { price: ["price"] }, given };
  const slug = input.slug || slugify(input["title.fr"]).slice(0, 100).replace(/-$/, "");
  if (slug === "") return { ok: false as const, reason: "invalid_input" as const, fields: { slug: ["slug"] }, given };
  const title = localizedFrom(input["title.fr"], input["title.en"]);
  const outcome = await transact(db(), async (tx) => {
    const created = await createProduct(tx, { slug, title, currency, vatBps: input.vat, sku: input.sku, priceMinor: price.minor, onHand: input.onHand }, now);
    if (created.ok) await record(tx, { actor: by.id, action: "product.created", subject: slug, after: { title, sku: input.sku, priceMinor: price.minor.toString(), onHand: input.onHand }, at: now });
    return created;
  });
  if (!outcome.ok) return { ok: false as const, reason: outcome.reason, given };
  await storeDrawing(environment().mediaDir, drawnFile(slug).slice(MEDIA.length), title.fr);
  updateTag(TAGS.catalogue);
  redirect(pathIn(await currentPlace(), `/office/catalogue/${slug}`));
});
