import "server-only";
import * as z from "zod";
import { listAllProducts } from "@/lib/catalog/editing/queries";
import { PRODUCT_STATES } from "@/lib/catalog/types";
import { parseId } from "@/lib/kernel/id";
import { db } from "@/lib/web/database";
import { operatorWith } from "@/lib/web/viewer";

const PAGE = 50;

const Query = z.object({
  q: z.string().max(120).catch(""),
  status: z.enum(PRODUCT_STATES).optional().catch(undefined),
  /** The last product of the page before: its place and its id. */
  after: z.string().regex(/^\d{1,9}-prd_[0-9a-f]{32}$/).optional().catch(undefined),
});

type Row = Awaited<ReturnType<typeof listAllProducts>>[number];
export type CatalogueView = { readonly asked: { readonly search: string; readonly status: (typeof PRODUCT_STATES)[number] | "" }; readonly rows: readonly Row[]; readonly next: string | null };

/** The products that the address asks for; null for everybody without the right. */
export async function loadCatalogue(raw: Readonly<Record<string, string | string[] | undefined>>): Promise<CatalogueView | null> {
  const by = await operatorWith("catalogue");
  if (!by) return null;
  const { q, status, after } = Query.parse(raw);
  const [position = "", text = ""] = after?.split("-") ?? [];
  const id = parseId("product", text);
  const found = await listAllProducts(db(), { search: q, status, limit: PAGE + 1, after: id === null ? undefined : { position: Number(position), id } });
  const rows = found.slice(0, PAGE);
  const last = rows.at(-1);
  return { asked: { search: q, status: status ?? "" }, rows, next: found.length > PAGE && last ? `${last.position}-${last.id}` : null };
}
