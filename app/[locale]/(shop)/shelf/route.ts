import { currentPlace } from "@/lib/web/place";
import { loadList } from "../search/load";

/** A page of the catalogue for a list that is already on the screen. Nobody's own: the same for every shop. */
export async function GET(request: Request): Promise<Response> {
  const { locale } = await currentPlace();
  const { list } = await loadList(locale, new URL(request.url).searchParams);
  return Response.json(list, { headers: { "cache-control": "public, max-age=30" } });
}
