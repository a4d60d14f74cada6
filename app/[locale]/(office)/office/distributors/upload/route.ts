import { Readable } from "node:stream";
import type { ReadableStream as NodeStream } from "node:stream/web";
import type { NextRequest } from "next/server";
import { importDistributors } from "@/lib/imports/distributors/commands";
import { readDistributors } from "@/lib/imports/distributors/input";
import type { DistributorReport } from "@/lib/imports/distributors/types";
import type { MemberId } from "@/lib/kernel/id";
import { isLocale, type Locale } from "@/lib/kernel/locale";
import { db } from "@/lib/web/database";
import { wakeJobs } from "@/lib/web/jobs/wake";
import { errorFields, log } from "@/lib/web/log";
import { problem } from "@/lib/web/problem";
import { now } from "@/lib/web/time";
import { operatorWith } from "@/lib/web/viewer";
import { words } from "@/lib/web/words";
import type { ImportEvent } from "../_components/event";

const FILE_MAX_BYTES = 64 * 1024 * 1024;
/** How many problems are told; all are counted. */
const TOLD_MAX = 200;
const PROGRESS_MS = 200;

type Context = { readonly params: Promise<{ readonly locale: string }> };

/**
 * A file of distributors: checked, or taken in. Answers line by line while it works, each line a JSON document: how far it is,
 * then what came of it. A body that no form of another site can send keeps strangers' pages from sending one.
 */
export async function POST(request: NextRequest, { params }: Context): Promise<Response> {
  const by = await operatorWith("forwarding");
  if (!by) return problem({ status: 403, title: "Not allowed" });
  if (request.headers.get("content-type") !== "text/csv" || request.body === null) return problem({ status: 415, title: "A CSV file is needed" });
  if (Number(request.headers.get("content-length") ?? 0) > FILE_MAX_BYTES) return problem({ status: 413, title: "The file is too large" });
  const { locale } = await params;
  const query = request.nextUrl.searchParams;
  const wish = { by: by.id, dryRun: query.get("write") !== "yes", skipBad: query.get("skip") === "yes", locale: isLocale(locale) ? locale : "fr", file: Readable.fromWeb(request.body as NodeStream) } as const;
  const encoder = new TextEncoder();
  const answer = new ReadableStream<Uint8Array>({
    async start(controller) {
      const say = (event: ImportEvent): void => controller.enqueue(encoder.encode(`${JSON.stringify(event)}\n`));
      try {
        say(await run(wish, say));
      } catch (error) {
        log("import.failed", errorFields(error), "error");
        say({ kind: "failed", sentence: words(wish.locale, "officeDistributors")("failed") });
      } finally {
        controller.close();
      }
    },
  });
  return new Response(answer, { headers: { "content-type": "application/x-ndjson; charset=utf-8", "cache-control": "no-store", "x-accel-buffering": "no" } });
}

type Wish = { readonly by: MemberId; readonly dryRun: boolean; readonly skipBad: boolean; readonly locale: Locale; readonly file: Readable };

async function run({ by, dryRun, skipBad, locale, file }: Wish, say: (event: ImportEvent) => void): Promise<ImportEvent> {
  const read = await readDistributors(file);
  if (read.missing.length > 0) return { kind: "failed", sentence: words(locale, "distributors")("missingColumns", { columns: read.missing.join(", ") }) };
  const total = read.rows.length;
  say({ kind: "progress", done: 0, total });
  let last = Date.now();
  const onProgress = (done: number): void => {
    if (Date.now() - last < PROGRESS_MS && done < total) return;
    last = Date.now();
    say({ kind: "progress", done, total });
  };
  const report = await importDistributors(db(), { rows: read.rows, problems: read.problems, dryRun, skipBad, by, at: now(), onProgress });
  if (report.outcome === "imported") wakeJobs();
  return told(report, locale);
}

function told(report: DistributorReport, locale: Locale): ImportEvent {
  const t = words(locale, "distributors");
  const { outcome, rows, created, changed, moved, unchanged, bad, problems } = report;
  return {
    kind: "report", outcome, rows, bad,
    sentences: [words(locale, "officeDistributors")(`outcome.${outcome}`, { rows, bad }), ...(outcome === "refused" ? [] : [t("counts", { created, changed, moved, unchanged, bad })])],
    problems: problems.slice(0, TOLD_MAX).map(({ line, column, reason, value, firstLine }) => ({ line, column, sentence: t(`reason.${reason}`, { value, firstLine: firstLine ?? 0 }) })),
    more: Math.max(problems.length - TOLD_MAX, 0),
  };
}
