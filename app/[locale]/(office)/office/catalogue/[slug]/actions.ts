"use server";

import { refresh, updateTag } from "next/cache";
import * as z from "zod";
import { transact } from "@/db/transact";
import { editProduct } from "@/lib/catalog/commands";
import { parseProductForm } from "@/lib/catalog/input";
import { readCompany } from "@/lib/company/queries";
import { record } from "@/lib/trail/commands";
import { operatorAction } from "@/lib/web/action";
import { db } from "@/lib/web/database";
import { TAGS } from "@/lib/web/tags";

/** Changes a product, writes down what was before and after, and has the shop's pages made anew. */
export const editAction = operatorAction("catalogue", z.looseObject({}), async ({ by, input, now }) => {
  const { currency } = await readCompany(db());
  const read = parseProductForm(input, currency);
  if (!read.ok) return { ...read, given: Object.fromEntries(Object.entries(input).filter((pair): pair is [string, string] => typeof pair[1] === "string" && !pair[0].startsWith("$"))) };
  const outcome = await transact(db(), async (tx) => {
    const edited = await editProduct(tx, read.edit, now);
    if (edited.ok && Object.keys(edited.after).length > 0) await record(tx, { actor: by.id, action: "product.edited", subject: read.edit.slug, before: edited.before, after: edited.after, at: now });
    return edited;
  });
  if (!outcome.ok) return outcome;
  updateTag(TAGS.catalogue);
  refresh();
  return { ok: true as const, changes: Object.keys(outcome.after).length };
});
