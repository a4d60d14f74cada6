import { transact } from "@/db/transact";
import { Percent } from "@/lib/catalog/input";
import { askForImport } from "@/lib/imports/runs/commands";
import { pathIn } from "@/lib/kernel/address";
import { record } from "@/lib/trail/commands";
import { db } from "@/lib/web/database";
import { wakeJobs } from "@/lib/web/jobs/wake";
import { absolute } from "@/lib/web/links";
import { isForeign } from "@/lib/web/origin";
import { currentPlace } from "@/lib/web/place";
import { problem } from "@/lib/web/problem";
import { now } from "@/lib/web/time";
import { operatorWith } from "@/lib/web/viewer";

/** Some 50,000 products; a larger catalogue is imported at the server. */
const BYTES_MAX = 30 * 1024 * 1024;

/** Takes a product file, keeps it for the job that imports it, and leads to the page that tells how far it is. */
export async function POST(request: Request): Promise<Response> {
  const place = await currentPlace();
  const back = (state: "none" | "large" | "vat"): Response => Response.redirect(absolute(`${pathIn(place, "/office/imports")}?file=${state}`), 303);
  if (isForeign(request)) return problem({ status: 403, type: "foreign-form", title: "This form belongs to another site" });
  const by = await operatorWith("catalogue");
  if (!by) return problem({ status: 403, type: "not-allowed", title: "Not allowed" });
  if (Number(request.headers.get("content-length") ?? Infinity) > BYTES_MAX) return back("large");
  const form = await request.formData().catch(() => null);
  const file = form?.get("file");
  if (!form || !(file instanceof File) || file.size === 0) return back("none");
  const vat = Percent.safeParse(form.get("vat"));
  if (!vat.success) return back("vat");
  const bytes = Buffer.from(await file.arrayBuffer());
  const at = now();
  const [dryRun, skipBad] = [form.get("wish") === "rehearse", form.get("skipBad") === "on"];
  const fileName = file.name.replace(/[\p{Cc}\p{Cf}]/gu, "").slice(0, 120) || "products.csv";
  const asked = await transact(db(), async (tx) => {
    const run = await askForImport(tx, { fileName, bytes, dryRun, skipBad, vatBps: vat.data, by: by.id, at });
    await record(tx, { actor: by.id, action: dryRun ? "import.rehearsed" : "import.asked", subject: run, after: { bytes: bytes.length, skipBad, vatBps: vat.data }, at });
    return { ok: true, run };
  });
  wakeJobs();
  return Response.redirect(absolute(pathIn(place, `/office/imports/${asked.run}`)), 303);
}
