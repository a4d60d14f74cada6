import { transact } from "@/db/transact";
import { encodePicture } from "@/lib/gateway/pictures/encode";
import { pictureName, storePicture } from "@/lib/gateway/pictures/media";
import { pathIn } from "@/lib/kernel/address";
import { furnishShop } from "@/lib/members/commands";
import { db } from "@/lib/web/database";
import { environment } from "@/lib/web/env";
import { absolute } from "@/lib/web/links";
import { currentPlace } from "@/lib/web/place";
import { problem } from "@/lib/web/problem";
import { attempt } from "@/lib/web/rate-limit";
import { signedIn } from "@/lib/web/viewer";

/** A photo of a phone, and not more. */
const BYTES_MAX = 12 * 1024 * 1024;

/**
 * Takes a member's own picture from a form and leads back to the page. What is kept is made anew from its pixels: upright, without metadata,
 * in our formats. Whatever is no picture, a broken one or a bomb is refused; nothing of the file itself is ever stored.
 */
export async function POST(request: Request): Promise<Response> {
  const place = await currentPlace();
  const back = (state: string): Response => Response.redirect(absolute(`${pathIn(place, "/share")}?picture=${state}`), 303);
  // The cookie does not come along from other sites; a form of another origin is refused all the same.
  const origin = request.headers.get("origin");
  if (origin !== null && origin !== new URL(absolute("/")).origin) return problem({ status: 403, type: "foreign-form", title: "This form belongs to another site" });
  const who = await signedIn();
  if (!who) return problem({ status: 401, type: "signed-out", title: "Not signed in" });
  if (!(await attempt("picture_by_account", who.id))) return back("slow");
  if (Number(request.headers.get("content-length") ?? Infinity) > BYTES_MAX) return back("large");
  const form = await request.formData().catch(() => null);
  const file = form?.get("picture");
  if (!(file instanceof File) || file.size === 0) return back("none");
  if (file.size > BYTES_MAX) return back("large");
  const bytes = Buffer.from(await file.arrayBuffer());
  const picture = await encodePicture(bytes);
  if (!picture) return back("refused");
  const name = pictureName("portrait", Buffer.concat([Buffer.from(who.id), bytes]));
  await storePicture(environment().mediaDir, name, picture);
  await transact(db(), async (tx) => (await furnishShop(tx, who.id, { picture: `media:${name}` }), { ok: true }));
  return back("kept");
}
