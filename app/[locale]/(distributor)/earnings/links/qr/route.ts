import { isLinkOf } from "@/lib/earnings/links/queries";
import { pathIn } from "@/lib/kernel/address";
import { db } from "@/lib/web/database";
import { absolute } from "@/lib/web/links";
import { currentPlace } from "@/lib/web/place";
import { qrPng, qrSvg } from "@/lib/web/qr";
import { signedIn } from "@/lib/web/viewer";

/** The QR code of one of the reader's own links, to keep and to print: `?of=lea-marche&format=png`, else SVG. */
export async function GET(request: Request): Promise<Response> {
  const [who, { searchParams }] = [await signedIn(), new URL(request.url)];
  const handle = searchParams.get("of") ?? "";
  if (!who || !(handle === who.handle || (await isLinkOf(db(), who.id, handle)))) return new Response(null, { status: 404 });
  const { locale } = await currentPlace();
  const address = absolute(pathIn({ locale, handle }, "/"));
  const png = searchParams.get("format") === "png";
  const body = png ? new Uint8Array(await qrPng(address)) : qrSvg(address);
  return new Response(body, { headers: { "content-type": png ? "image/png" : "image/svg+xml", "content-disposition": `attachment; filename="${handle}.${png ? "png" : "svg"}"`, "cache-control": "private, no-store" } });
}
