"use server";

import { refresh, updateTag } from "next/cache";
import * as z from "zod";
import { transact } from "@/db/transact";
import { setStatuses, undoStatuses } from "@/lib/catalog/editing/commands";
import type { StatusChange } from "@/lib/catalog/editing/types";
import { PRODUCT_STATES } from "@/lib/catalog/types";
import { newId, parseId } from "@/lib/kernel/id";
import { record } from "@/lib/trail/commands";
import { findDeed } from "@/lib/trail/queries";
import { operatorAction } from "@/lib/web/action";
import { db } from "@/lib/web/database";
import { currentPlace } from "@/lib/web/place";
import { TAGS } from "@/lib/web/tags";
import { words } from "@/lib/web/words";

const MARKED_MAX = 200;
const Bulk = z.looseObject({ deed: z.enum(PRODUCT_STATES) });

/** Puts all marked products into a state; what changed is one deed in the trail, by which it can be taken back. */
export const statusesAction = operatorAction("catalogue", Bulk, async ({ by, input, now }) => {
  const t = words((await currentPlace()).locale, "officeCatalogue");
  const ids = Object.keys(input).flatMap((name) => (name.startsWith("pick:") ? (parseId("product", name.slice("pick:".length)) ?? []) : [])).slice(0, MARKED_MAX);
  if (ids.length === 0) return { ok: false as const, reason: "none_marked" as const };
  const id = newId("trail", now.getTime());
  const changes = await transact(db(), async (tx) => {
    const all = await setStatuses(tx, { ids, status: input.deed }, now);
    if (all.length > 0) await record(tx, { id, actor: by.id, action: "products.state", subject: "catalogue", before: all.map(({ id: product, slug, before }) => ({ id: product, slug, status: before })), after: { status: input.deed }, at: now });
    return { ok: true, all };
  });
  updateTag(TAGS.catalogue);
  refresh();
  return { ok: true as const, said: t("bulk.done", { count: changes.all.length, state: t(`states.${input.deed}`) }), undo: changes.all.length > 0 ? id : null };
});

const Undone = z.object({ status: z.enum(PRODUCT_STATES) });
const Before = z.array(z.object({ id: z.string().transform((text) => parseId("product", text)), slug: z.string(), status: z.enum(PRODUCT_STATES) }));

/** Takes a change of many states back, for the products that nobody changed since. */
export const undoStatusesAction = operatorAction("catalogue", z.looseObject({ deed: z.string().max(40) }), async ({ by, input, now }) => {
  const t = words((await currentPlace()).locale, "officeCatalogue");
  const id = parseId("trail", input.deed);
  const deed = id && (await findDeed(db(), id));
  if (!deed || deed.action !== "products.state" || deed.actor !== by.id) return { ok: false as const, reason: "failed" as const };
  const { status } = Undone.parse(deed.after);
  const changes = Before.parse(deed.before).flatMap((one): StatusChange[] => (one.id === null ? [] : [{ id: one.id, slug: one.slug, before: one.status, after: status }]));
  const undone = await transact(db(), async (tx) => {
    const all = await undoStatuses(tx, changes, now);
    if (all.length > 0) await record(tx, { actor: by.id, action: "products.state_undone", subject: "catalogue", before: { status }, after: all.map(({ id: product, slug, after }) => ({ id: product, slug, status: after })), at: now });
    return { ok: true, all };
  });
  updateTag(TAGS.catalogue);
  refresh();
  return { ok: true as const, said: t("bulk.undone", { count: undone.all.length }), undo: null };
});
