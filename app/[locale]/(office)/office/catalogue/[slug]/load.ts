import "server-only";
import { findEditable } from "@/lib/catalog/editing/queries";
import type { EditableProduct } from "@/lib/catalog/types";
import { readCompany } from "@/lib/company/queries";
import { db } from "@/lib/web/database";
import { operatorWith } from "@/lib/web/viewer";

/** A product to edit. `null`: not for this viewer; `"unknown"`: no such product. */
export async function loadEditable(slug: string): Promise<(EditableProduct & { readonly timeZone: string }) | "unknown" | null> {
  const by = await operatorWith("catalogue");
  if (!by) return null;
  const [found, { timeZone }] = await Promise.all([findEditable(db(), slug), readCompany(db())]);
  return found ? { ...found, timeZone } : "unknown";
}
