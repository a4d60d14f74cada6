import { csvResponse } from "@/lib/web/csv";
import { currentPlace } from "@/lib/web/place";
import { LISTS } from "../../_components/lists";

/** A list of the office as a file: all that the address asks for, not only the page that is shown. Whoever may not see the list is not told that it is there. */
export async function GET(request: Request, { params }: { readonly params: Promise<{ readonly list: string }> }): Promise<Response> {
  const { list } = await params;
  const { locale } = await currentPlace();
  const make = Object.hasOwn(LISTS, list) ? LISTS[list as keyof typeof LISTS] : null;
  const made = make && (await make(Object.fromEntries(new URL(request.url).searchParams), locale));
  return made ? csvResponse(made.name, made.rows, made.separator) : new Response(null, { status: 404 });
}
