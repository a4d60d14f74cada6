import { readCompany } from "@/lib/company/queries";
import { findOrderByNumber } from "@/lib/order/queries";
import { db } from "@/lib/web/database";
import { slipsPdf } from "@/lib/web/documents/slips";
import { currentPlace } from "@/lib/web/place";
import { operatorWith } from "@/lib/web/viewer";

/** How many orders are printed at once. */
const SLIPS_MAX = 50;

/** The packing slips of the orders that the address names, `?n=7KQ4-M2XT&n=...`, as one file to print. */
export async function GET(request: Request): Promise<Response> {
  if (!(await operatorWith("orders"))) return new Response(null, { status: 404 });
  const numbers = new Set(new URL(request.url).searchParams.getAll("n").slice(0, SLIPS_MAX));
  const found = await Promise.all([...numbers].map((number) => findOrderByNumber(db(), number.toUpperCase())));
  const sold = found.filter((whole) => whole !== null).filter(({ order }) => order.paidAt !== null);
  if (sold.length === 0) return new Response(null, { status: 404 });
  const { locale } = await currentPlace();
  const file = await slipsPdf(await readCompany(db()), sold, locale);
  return new Response(new Uint8Array(file), { headers: { "content-type": "application/pdf", "content-disposition": "inline; filename=\"bons.pdf\"", "cache-control": "private, no-store" } });
}
