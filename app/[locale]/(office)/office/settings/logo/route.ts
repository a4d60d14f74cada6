import { revalidateTag } from "next/cache";
import { transact } from "@/db/transact";
import { writeHouse } from "@/lib/company/house/commands";
import { readHouse } from "@/lib/company/house/queries";
import { encodePicture } from "@/lib/gateway/pictures/encode";
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

const BYTES_MAX = 5 * 1024 * 1024;

/** Takes the company's logo. It is made anew from its pixels; a drawing that could hold scripts is refused like everything that is no picture. */
export async function POST(request: Request): Promise<Response> {
  const place = await currentPlace();
  const back = (state: "kept" | "large" | "none" | "refused"): Response => Response.redirect(absolute(`${pathIn(place, "/office/settings/brand")}?logo=${state}`), 303);
  if (isForeign(request)) return problem({ status: 403, type: "foreign-form", title: "This form belongs to another site" });
  const by = await operatorWith("settings");
  if (!by) return problem({ status: 403, type: "not-allowed", title: "Not allowed" });
  if (Number(request.headers.get("content-length") ?? Infinity) > BYTES_MAX) return back("large");
  const file = (await request.formData().catch(() => null))?.get("logo");
  if (!(file instanceof File) || file.size === 0) return back("none");
  const bytes = Buffer.from(await file.arrayBuffer());
  const picture = await encodePicture(bytes);
  if (!picture) return back("refused");
  const logo = pictureName("logo", bytes);
  await storePicture(environment().mediaDir, logo, picture);
  const { look } = await readHouse(db());
  const at = now();
  await transact(db(), async (tx) => {
    await writeHouse(tx, "look", { value: { ...look, logo }, at });
    await record(tx, { actor: by.id, action: "settings.changed", subject: "look", before: { logo: look.logo }, after: { logo }, at });
    return { ok: true };
  });
  revalidateTag(TAGS.company, { expire: 0 });
  return back("kept");
}
