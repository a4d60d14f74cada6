import "server-only";
import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { savedFilters } from "@/db/schema/desk";
import type { Operator } from "@/lib/access/types";
import { type Id, newId } from "@/lib/kernel/id";
import { FILTERS_MAX, listFilters } from "./queries";
import type { FilteredPage, KeepOutcome } from "./types";

type Wish = { readonly page: FilteredPage; readonly name: string; readonly query: string; readonly at: Date };

/** Keeps a choice of a list under a name, in place of the one that had it. */
export async function keepFilter(tx: Tx, by: Operator, { page, name, query, at }: Wish): Promise<KeepOutcome> {
  const known = await listFilters(tx, by, page);
  if (known.length >= FILTERS_MAX && !known.some((one) => one.name === name)) return { ok: false, reason: "too_many" };
  await tx.insert(savedFilters).values({ id: newId("filter", at.getTime()), ownerId: by.id, page, name, query, createdAt: at }).onConflictDoUpdate({ target: [savedFilters.ownerId, savedFilters.page, savedFilters.name], set: { query } });
  return { ok: true };
}

/** Forgets one of an operator's own choices; anybody else's stays. */
export async function forgetFilter(tx: Tx, by: Operator, id: Id<"filter">): Promise<{ readonly ok: true }> {
  await tx.delete(savedFilters).where(and(eq(savedFilters.id, id), eq(savedFilters.ownerId, by.id)));
  return { ok: true };
}
