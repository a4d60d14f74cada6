import { absolute } from "@/lib/web/links";
import { pathIn } from "@/lib/kernel/address";
import { problem } from "@/lib/web/problem";
import { currentPlace } from "@/lib/web/place";
import { qrPng, qrSvg } from "@/lib/web/qr";
import { signedIn } from "@/lib/web/viewer";

/** The QR code of the reader's own link, to keep: `?format=png`, else SVG. */
export async function GET(request: Request): Promise<Response> {
  const who = await signedIn();
  if (!who) return problem({ status: 401, type: "signed-out", title: "Not signed in" });
  const { locale } = await currentPlace();
  const link = absolute(pathIn({ locale, handle: who.handle }, "/"));
  const png = new URL(request.url).searchParams.get("format") === "png";
  const body = png ? new Uint8Array(await qrPng(link)) : qrSvg(link);
  const name = `${who.handle}.${png ? "png" : "svg"}`;
  return new Response(body, { headers: { "content-type": png ? "image/png" : "image/svg+xml", "content-disposition": `attachment; filename="${name}"`, "cache-control": "private, no-store" } });
}
