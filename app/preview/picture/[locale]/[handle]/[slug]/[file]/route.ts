import { isLocale } from "@/lib/kernel/locale";
import { picturePath, previewPicture, versionOf } from "@/lib/web/preview/picture";
import { loadSubject } from "../../../../../load";

type Context = { readonly params: Promise<Readonly<Record<"locale" | "handle" | "slug" | "file", string>>> };

/**
 * The picture of a preview, in a version that never changes. Any other version leads to today's, so that made-up addresses draw nothing;
 * beyond the budget the product's own photograph stands in.
 */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { locale, handle, slug, file } = await params;
  const named = (text: string) => (text === "-" ? null : text);
  if (!isLocale(locale)) return new Response(null, { status: 404 });
  const of = { locale, handle: named(handle), slug: named(slug) };
  const subject = await loadSubject(locale, of);
  if (!subject.found) return new Response(null, { status: 404 });
  if (file !== `${versionOf(subject.card)}.jpg`) return leadTo(picturePath(of, subject.card), 307);
  const picture = await previewPicture(subject.card);
  if (picture) return new Response(new Uint8Array(picture), { headers: { "content-type": "image/jpeg", "cache-control": "public, max-age=31536000, immutable" } });
  return subject.card.photo === null ? new Response(null, { status: 503, headers: { "retry-after": "30" } }) : leadTo(subject.card.photo, 302);
}

function leadTo(path: string, status: number): Response {
  return new Response(null, { status, headers: { location: path, "cache-control": "no-store" } });
}
