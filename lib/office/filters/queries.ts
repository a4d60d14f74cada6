import "server-only";
import { and, asc, eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { savedFilters } from "@/db/schema/desk";
import type { Operator } from "@/lib/access/types";
import type { FilteredPage, SavedFilter } from "./types";

/** How many choices of a list somebody keeps at most. */
export const FILTERS_MAX = 20;

/** The choices of a list that an operator keeps, by name. */
export async function listFilters(reader: Reader, by: Operator, page: FilteredPage): Promise<SavedFilter[]> {
  return reader.select({ id: savedFilters.id, name: savedFilters.name, query: savedFilters.query }).from(savedFilters).where(and(eq(savedFilters.ownerId, by.id), eq(savedFilters.page, page))).orderBy(asc(savedFilters.name)).limit(FILTERS_MAX);
}
