import "server-only";
import { listOfficeCollections } from "@/lib/catalog/editing/queries";
import type { OfficeCollection } from "@/lib/catalog/editing/types";
import { db } from "@/lib/web/database";
import { operatorWith } from "@/lib/web/viewer";

/** All collections; null for everybody without the right. */
export async function loadCollections(): Promise<readonly OfficeCollection[] | null> {
  return (await operatorWith("catalogue")) && listOfficeCollections(db());
}
