import { findInvoice } from "@/lib/invoice/queries";
import { findOrderByNumber } from "@/lib/order/queries";
import { db } from "@/lib/web/database";
import { invoiceFile, invoicePdf } from "@/lib/web/documents/invoice";
import { opensOrder } from "@/lib/web/links";
import { operatorWith, signedIn } from "@/lib/web/viewer";

type Context = { readonly params: Promise<{ readonly number: string; readonly document: string }> };

/**
 * A document of an order as PDF: by the order's signed link, for its buyer, and for operators who see orders. Anybody else gets the
 * same 404 as for a number that does not exist.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { number, document } = await params;
  const found = await findOrderByNumber(db(), number);
  const key = new URL(request.url).searchParams.get("key");
  const may = found && (opensOrder(number, key) || (await signedIn())?.id === found.order.buyerId || (await operatorWith("ledger")) !== null);
  const invoice = may ? await findInvoice(db(), found.order.id, document) : null;
  if (!invoice) return new Response(null, { status: 404 });
  const headers = { "content-type": "application/pdf", "content-disposition": `inline; filename="${invoiceFile(invoice)}"`, "cache-control": "private, no-store", "x-robots-tag": "noindex" };
  return new Response(new Uint8Array(await invoicePdf(invoice)), { headers });
}
