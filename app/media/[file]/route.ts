import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { environment } from "@/lib/web/env";

const TYPES: Readonly<Record<string, string>> = { ".avif": "image/avif", ".webp": "image/webp" };

/** Pictures that were imported after the build: `<name>-<width>.<format>` of the media folder, and nothing else. */
export async function GET(_request: Request, { params }: { readonly params: Promise<{ readonly file: string }> }): Promise<Response> {
  const { file } = await params;
  const type = TYPES[path.extname(file)];
  if (!type || !/^[a-z0-9][a-z0-9-]{0,180}\.(?:avif|webp)$/.test(file)) return new Response(null, { status: 404 });
  const full = path.join(/* turbopackIgnore: true */ environment().mediaDir, file);
  const found = await stat(full).catch(() => null);
  if (!found?.isFile()) return new Response(null, { status: 404 });
  const body = Readable.toWeb(createReadStream(full)) as ReadableStream<Uint8Array>;
  return new Response(body, { headers: { "content-type": type, "content-length": String(found.size), "cache-control": "public, max-age=86400" } });
}
