import { currentPlace } from "@/lib/web/place";
import { loadSuggestions } from "../search/load";

/** Products and collections for what somebody is typing. Nobody's own: the same for every shop. */
export async function GET(request: Request): Promise<Response> {
  const { locale } = await currentPlace();
  return Response.json(await loadSuggestions(locale, new URL(request.url).searchParams.get("q")), { headers: { "cache-control": "public, max-age=60" } });
}
