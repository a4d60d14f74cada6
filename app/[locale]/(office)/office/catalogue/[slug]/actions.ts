"use server";

import { refresh, updateTag } from "next/cache";
import * as z from "zod";
import { transact } from "@/db/transact";
import { editProduct } from "@/lib/catalog/commands";
import { editPicture, moveStock, reviseProduct } from "@/lib/catalog/editing/commands";
import { localizedFrom, parseGoods, PictureAlt, StockForm, TextsForm } from "@/lib/catalog/editing/input";
import { listOfficeCollections } from "@/lib/catalog/editing/queries";
import type { PictureEdit, Revision } from "@/lib/catalog/editing/types";
import { parseProductForm, slugInput } from "@/lib/catalog/input";
import { readCompany } from "@/lib/company/queries";
import type { Operator } from "@/lib/access/types";
import { parseId } from "@/lib/kernel/id";
import { record } from "@/lib/trail/commands";
import { operatorAction } from "@/lib/web/action";
import { db } from "@/lib/web/database";
import { TAGS } from "@/lib/web/tags";

type Given = Readonly<Record<string, unknown>>;

/** A form as it was left, without what is the framework's. */
const left = (input: Given) => Object.fromEntries(Object.entries(input).filter((pair): pair is [string, string] => typeof pair[1] === "string" && !pair[0].startsWith("$")));

/** Changes a product, writes down what was before and after, and has the shop's pages made anew. */
export const editAction = operatorAction("catalogue", z.looseObject({}), async ({ by, input, now }) => {
  const { currency } = await readCompany(db());
  const read = parseProductForm(input, currency);
  if (!read.ok) return { ...read, given: left(input) };
  const outcome = await transact(db(), async (tx) => {
    const edited = await editProduct(tx, read.edit, now);
    if (edited.ok && Object.keys(edited.after).length > 0) await record(tx, { actor: by.id, action: "product.edited", subject: read.edit.slug, before: edited.before, after: edited.after, at: now });
    return edited;
  });
  if (!outcome.ok) return { ...outcome, given: left(input) };
  updateTag(TAGS.catalogue);
  refresh();
  return { ok: true as const, changes: Object.keys(outcome.after).length };
});

type Revising = { readonly by: Operator; readonly now: Date; readonly slug: string; readonly seen: Date; readonly revision: Revision };

async function revise({ by, now, slug, seen, revision }: Revising, given: Readonly<Record<string, string>>) {
  const outcome = await transact(db(), async (tx) => {
    const revised = await reviseProduct(tx, { slug, seen, revision }, now);
    if (revised.ok && Object.keys(revised.after).length > 0) await record(tx, { actor: by.id, action: "product.revised", subject: slug, before: revised.before, after: revised.after, at: now });
    return revised;
  });
  if (!outcome.ok) return { ok: false as const, reason: outcome.reason, given };
  updateTag(TAGS.catalogue);
  refresh();
  return { ok: true as const };
}

/** Changes what a product's page says and where the product stands. */
export const textsAction = operatorAction("catalogue", TextsForm, async ({ by, input, now }) => {
  const known = await listOfficeCollections(db());
  const collections = known.filter(({ slug }) => input[`collection:${slug}`] === "on").map(({ slug, title }) => ({ slug, title }));
  const text = (name: "summary" | "description" | "details") => localizedFrom(input[`${name}.fr`], input[`${name}.en`]);
  const revision = { summary: text("summary"), description: text("description"), details: text("details"), vendor: input.vendor, tags: input.tags, collections };
  return revise({ by, now, slug: input.slug, seen: input.seen, revision }, left(input));
});

/** Changes a product's options and variants. */
export const goodsAction = operatorAction("catalogue", z.looseObject({ slug: slugInput, seen: z.coerce.date() }), async ({ by, input, now }) => {
  const { currency } = await readCompany(db());
  const read = parseGoods(input, currency);
  if (!read.ok) return { ok: false as const, reason: "invalid_input" as const, fields: read.fields, given: left(input) };
  return revise({ by, now, slug: input.slug, seen: input.seen, revision: read.goods }, left(input));
});

/** Books goods that came to a shelf or left it. */
export const stockAction = operatorAction("catalogue", StockForm, async ({ by, input, now }) => {
  const variantId = parseId("variant", input.variant);
  if (variantId === null) return { ok: false as const, reason: "unknown_variant" as const };
  const { delta, reason, note } = input;
  const outcome = await transact(db(), async (tx) => {
    const moved = await moveStock(tx, { variantId, delta, reason, at: now });
    if (moved.ok) await record(tx, { actor: by.id, action: "stock.moved", subject: input.slug, before: { variant: variantId, onHand: moved.before }, after: { variant: variantId, onHand: moved.after, reason }, reason: note, at: now });
    return moved;
  });
  if (!outcome.ok) return { ...outcome, given: { variant: input.variant, delta: String(delta), reason, note } };
  updateTag(TAGS.catalogue);
  refresh();
  return { ok: true as const };
});

const PictureForm = z.looseObject({ slug: slugInput, id: z.string().max(40), act: z.enum(["describe", "first", "up", "remove"]) });

/** Describes a picture, moves it or takes it away. */
export const pictureAction = operatorAction("catalogue", PictureForm, async ({ by, input, now }) => {
  const id = parseId("picture", input.id);
  const alt = PictureAlt.safeParse(input);
  if (id === null || (input.act === "describe" && !alt.success)) return { ok: false as const, reason: "invalid_input" as const, fields: { "alt.fr": ["alt.fr"] }, given: left(input) };
  const edit: PictureEdit = input.act === "describe" ? { kind: "describe", id, alt: localizedFrom(alt.data?.["alt.fr"] ?? "", alt.data?.["alt.en"] ?? "") } : { kind: input.act, id };
  const outcome = await transact(db(), async (tx) => {
    const edited = await editPicture(tx, { slug: input.slug, edit }, now);
    if (edited.ok && Object.keys(edited.after).length > 0) await record(tx, { actor: by.id, action: "product.pictures", subject: input.slug, before: { pictures: edited.before["pictures"] }, after: { pictures: edited.after["pictures"] }, at: now });
    return edited;
  });
  if (!outcome.ok) return { ok: false as const, reason: outcome.reason };
  updateTag(TAGS.catalogue);
  refresh();
  return { ok: true as const };
});
