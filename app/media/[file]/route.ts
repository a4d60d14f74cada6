import { readMedia } from "@/lib/gateway/pictures/media";
import { environment } from "@/lib/web/env";

/** Pictures that were imported after the build: `<name>-<width>.<format>` of the media folder, and nothing else. */
export async function GET(_request: Request, { params }: { readonly params: Promise<{ readonly file: string }> }): Promise<Response> {
  const { file } = await params;
  const found = await readMedia(environment().mediaDir, file);
  if (!found) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(found.body), { headers: { "content-type": found.type, "cache-control": "public, max-age=86400" } });
}
