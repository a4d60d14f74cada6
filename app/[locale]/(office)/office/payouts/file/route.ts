import { findBankFile } from "@/lib/earnings/payouts/queries";
import { db } from "@/lib/web/database";
import { operatorWith } from "@/lib/web/viewer";

/** A bank file, byte for byte as it was made, for whoever may see the ledger. */
export async function GET(request: Request): Promise<Response> {
  const id = new URL(request.url).searchParams.get("id") ?? "";
  const xml = (await operatorWith("ledger")) && (await findBankFile(db(), id));
  if (!xml) return new Response(null, { status: 404 });
  return new Response(xml, { headers: { "content-type": "application/xml; charset=utf-8", "content-disposition": `attachment; filename="pain001-${id}.xml"`, "cache-control": "private, no-store" } });
}
