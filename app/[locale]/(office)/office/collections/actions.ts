"use server";

import { refresh, updateTag } from "next/cache";
import * as z from "zod";
import { transact } from "@/db/transact";
import { raiseCollection, removeCollection, writeCollection } from "@/lib/catalog/editing/commands";
import { CollectionForm, localizedFrom } from "@/lib/catalog/editing/input";
import { slugInput } from "@/lib/catalog/input";
import { slugify } from "@/lib/kernel/slug";
import { record } from "@/lib/trail/commands";
import { operatorAction } from "@/lib/web/action";
import { db } from "@/lib/web/database";
import { TAGS } from "@/lib/web/tags";

/** Makes a collection or changes one. */
export const collectionAction = operatorAction("catalogue", CollectionForm, async ({ by, input, now }) => {
  const slug = input.slug || slugify(input["title.fr"]).slice(0, 80).replace(/-$/, "");
  const summary = input["summary.fr"] === "" ? null : localizedFrom(input["summary.fr"], input["summary.en"]);
  const edit = { slug, title: localizedFrom(input["title.fr"], input["title.en"]), summary, rateBps: input.rate };
  const given = { slug: input.slug, "title.fr": input["title.fr"], "title.en": input["title.en"], "summary.fr": input["summary.fr"], "summary.en": input["summary.en"], rate: input.rate === null ? "" : String(input.rate / 100) };
  if (slug === "") return { ok: false as const, reason: "invalid_input" as const, fields: { slug: ["slug"] }, given };
  const outcome = await transact(db(), async (tx) => {
    const written = await writeCollection(tx, edit, input.kind);
    if (written.ok && Object.keys(written.after).length > 0) await record(tx, { actor: by.id, action: written.before === null ? "collection.created" : "collection.changed", subject: slug, before: written.before, after: written.after, at: now });
    return written;
  });
  if (!outcome.ok) return { ok: false as const, reason: outcome.reason, given };
  updateTag(TAGS.catalogue);
  refresh();
  return { ok: true as const };
});

/** Takes a collection away; its products stay. What it was is in the trail. */
export const removeAction = operatorAction("catalogue", z.object({ slug: slugInput }), async ({ by, input, now }) => {
  const outcome = await transact(db(), async (tx) => {
    const removed = await removeCollection(tx, input.slug);
    if (removed.ok) await record(tx, { actor: by.id, action: "collection.removed", subject: input.slug, before: { ...removed.before, products: removed.products }, at: now });
    return removed;
  });
  if (!outcome.ok) return { ok: false as const, reason: outcome.reason };
  updateTag(TAGS.catalogue);
  refresh();
  return { ok: true as const };
});

/** Puts a collection one place further up. */
export const raiseAction = operatorAction("catalogue", z.object({ slug: slugInput }), async ({ by, input, now }) => {
  await transact(db(), async (tx) => {
    const raised = await raiseCollection(tx, input.slug);
    await record(tx, { actor: by.id, action: "collections.ordered", subject: input.slug, after: { order: raised.order }, at: now });
    return raised;
  });
  updateTag(TAGS.catalogue);
  refresh();
  return { ok: true as const };
});
