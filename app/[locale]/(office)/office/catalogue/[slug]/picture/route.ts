import { revalidateTag } from "next/cache";
import { transact } from "@/db/transact";
import { editPicture } from "@/lib/catalog/editing/commands";
import { localizedFrom, PictureAlt } from "@/lib/catalog/editing/input";
import { slugInput } from "@/lib/catalog/input";
import { MEDIA } from "@/lib/catalog/rules";
import { type Crop, encodePicture } from "@/lib/gateway/pictures/encode";
import { pictureName, storePicture } from "@/lib/gateway/pictures/media";
import { pathIn } from "@/lib/kernel/address";
import { record } from "@/lib/trail/commands";
import { db } from "@/lib/web/database";
import { environment } from "@/lib/web/env";
import { absolute } from "@/lib/web/links";
import { isForeign } from "@/lib/web/origin";
import { currentPlace } from "@/lib/web/place";
import { problem } from "@/lib/web/problem";
import { TAGS } from "@/lib/web/tags";
import { now } from "@/lib/web/time";
import { operatorWith } from "@/lib/web/viewer";

/** A photo of a camera, and not more. */
const BYTES_MAX = 15 * 1024 * 1024;

type State = "kept" | "large" | "none" | "refused" | "alt" | "unknown";

/**
 * Takes a product's picture from a form. What is kept is made anew from its pixels: cropped, upright, without metadata, in our sizes and
 * formats. Whatever is no picture, a broken one, a drawing with scripts or a bomb is refused; nothing of the file itself is ever stored.
 */
export async function POST(request: Request, { params }: { readonly params: Promise<{ readonly slug: string }> }): Promise<Response> {
  const slug = slugInput.safeParse((await params).slug).data;
  const place = await currentPlace();
  const answer = (state: State): Response =>
    request.headers.get("accept") === "application/json"
      ? Response.json({ state }, { status: state === "kept" ? 200 : 422 })
      : Response.redirect(absolute(`${pathIn(place, `/office/catalogue/${slug ?? ""}`)}?picture=${state}#pictures`), 303);
  if (isForeign(request)) return problem({ status: 403, type: "foreign-form", title: "This form belongs to another site" });
  const by = await operatorWith("catalogue");
  if (!by) return problem({ status: 403, type: "not-allowed", title: "Not allowed" });
  if (slug === undefined) return answer("unknown");
  if (Number(request.headers.get("content-length") ?? Infinity) > BYTES_MAX) return answer("large");
  const form = await request.formData().catch(() => null);
  const file = form?.get("picture");
  if (!form || !(file instanceof File) || file.size === 0) return answer("none");
  const alt = PictureAlt.safeParse(Object.fromEntries(form));
  if (!alt.success) return answer("alt");
  const bytes = Buffer.from(await file.arrayBuffer());
  const crop = cropOf(form.get("crop"));
  const picture = await encodePicture(bytes, crop);
  if (!picture) return answer("refused");
  const name = pictureName(slug, Buffer.concat([bytes, Buffer.from(JSON.stringify(crop))]));
  await storePicture(environment().mediaDir, name, picture);
  const at = now();
  const outcome = await transact(db(), async (tx) => {
    const edited = await editPicture(tx, { slug, edit: { kind: "add", file: `${MEDIA}${name}`, width: picture.width, height: picture.height, alt: localizedFrom(alt.data["alt.fr"], alt.data["alt.en"]) } }, at);
    if (edited.ok && Object.keys(edited.after).length > 0) await record(tx, { actor: by.id, action: "product.pictures", subject: slug, after: { added: name }, at });
    return edited;
  });
  revalidateTag(TAGS.catalogue, { expire: 0 });
  return answer(outcome.ok ? "kept" : "unknown");
}

/** "left,top,width,height" as parts of the whole; null for the whole picture. */
function cropOf(text: unknown): Crop | null {
  if (typeof text !== "string" || !/^(?:0|1|0?\.\d{1,4}|1\.0{1,4}|0)(?:,(?:0|1|0?\.\d{1,4}|1\.0{1,4})){3}$/.test(text)) return null;
  const [left = 0, top = 0, width = 1, height = 1] = text.split(",").map(Number);
  return { left, top, width, height };
}
