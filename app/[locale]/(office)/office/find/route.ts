import { findAnything } from "@/lib/web/palette";
import { currentPlace } from "@/lib/web/place";

/** What the command palette finds: pages, orders, members, products, each only for whoever may see them. */
export async function GET(request: Request): Promise<Response> {
  const text = (new URL(request.url).searchParams.get("q") ?? "").slice(0, 120);
  const { locale } = await currentPlace();
  const found = await findAnything(text, locale);
  return found ? Response.json({ found }, { headers: { "cache-control": "private, no-store" } }) : new Response(null, { status: 404 });
}
