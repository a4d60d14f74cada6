import { revalidateTag } from "next/cache";
import { TAGS } from "@/lib/web/tags";
import { loadRun } from "../../load";

/** How far an import is, for the page that waits. The first to hear that it is through has the shop's pages made anew. */
export async function GET(_request: Request, { params }: { readonly params: Promise<{ readonly run: string }> }): Promise<Response> {
  const run = await loadRun((await params).run);
  if (!run) return new Response(null, { status: 404 });
  if (run.state === "imported") revalidateTag(TAGS.catalogue, { expire: 0 });
  return Response.json({ state: run.state, step: run.step, done: run.doneBytes, all: run.fileBytes }, { headers: { "cache-control": "private, no-store" } });
}
