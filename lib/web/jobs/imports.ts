import "server-only";
import * as z from "zod";
import { readCompany } from "@/lib/company/queries";
import { fetchPictures } from "@/lib/imports/commands";
import { doImport } from "@/lib/imports/runs/commands";
import type { JobHandler } from "@/lib/jobs/types";
import { parseId } from "@/lib/kernel/id";
import { db } from "../database";
import { environment } from "../env";
import { now } from "../time";

const PICTURE = { timeoutMs: 10_000, bytesMax: 15 * 1024 * 1024 };
const Payload = z.object({ run: z.string().transform((text) => parseId("import", text)) });

/** Product files that operators handed in, by topic of the outbox: the goods first, then their pictures. */
export const IMPORTS: Readonly<Record<string, JobHandler>> = {
  "catalogue.import": async ({ payload }) => {
    const { run } = Payload.parse(payload);
    if (run === null) return { result: "dead", code: "no_run", words: "The message names no import." };
    const { currency } = await readCompany(db());
    const report = await doImport(db(), run, { currency, at: now() });
    if (report?.outcome === "imported") await fetchPictures(db(), { dir: environment().mediaDir, slugs: report.slugs, fetch: PICTURE });
    return { result: "done" };
  },
};
