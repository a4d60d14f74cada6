import { createReadStream, existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { SingleBar } from "cli-progress";
import { connect } from "@/db/client";
import { importDistributors } from "@/lib/imports/distributors/commands";
import { readDistributors } from "@/lib/imports/distributors/input";
import type { DistributorReport } from "@/lib/imports/distributors/types";
import { words } from "../words";
import { findDatabaseUrl } from "./database-url";

const DONE = 0;
const REFUSED = 1;
const NOT_TRIED = 2;
/** How many problems are shown; all are counted. */
const SHOWN_MAX = 200;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run import:distributors -- FILE.csv [--dry-run] [--skip-bad] [--lang fr|en]`: the company's distributors, from its own system. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { "dry-run": { type: "boolean", default: false }, "skip-bad": { type: "boolean", default: false }, lang: { type: "string" } },
    allowPositionals: true,
  });
  const locale = (values.lang ?? process.env["LC_ALL"] ?? process.env["LANG"] ?? "").startsWith("en") ? "en" : "fr";
  const t = words(locale, "distributors");
  const stop = (sentence: string): number => {
    process.stderr.write(`${sentence}\n`);
    return NOT_TRIED;
  };
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) return stop(t("usage"));
  if (!existsSync(file)) return stop(t("noFile", { file }));
  const url = findDatabaseUrl();
  if (url === null) return stop(t("noDatabase"));

  const started = performance.now();
  const read = await readDistributors(createReadStream(file));
  if (read.missing.length > 0) return stop(t("missingColumns", { columns: read.missing.join(", ") }));
  const db = connect(url, { connectionsMax: 1 });
  const bar = new SingleBar({ format: "[{bar}] {percentage} %  {value}/{total}", stream: process.stderr, hideCursor: true, noTTYOutput: !process.stderr.isTTY, notTTYSchedule: 2_000 });
  bar.start(read.rows.length, 0);
  try {
    const report = await importDistributors(db, {
      ...{ rows: read.rows, problems: read.problems, by: "terminal" },
      ...{ dryRun: values["dry-run"], skipBad: values["skip-bad"], at: new Date() },
      onProgress: (done) => bar.update(done),
    });
    bar.stop();
    tell(report, { file: path.basename(file), t });
    say(t("measure", { seconds: Math.round((performance.now() - started) / 100) / 10 }));
    return report.outcome === "refused" ? REFUSED : DONE;
  } finally {
    bar.stop();
    await db.$client.end({ timeout: 5 });
  }
}

function tell(report: DistributorReport, { file, t }: { file: string; t: ReturnType<typeof words<"distributors">> }): void {
  for (const { line, column, reason, value, firstLine } of report.problems.slice(0, SHOWN_MAX)) {
    say(t("at", { file, line, column: column || "–", sentence: t(`reason.${reason}`, { value, firstLine: firstLine ?? 0 }) }));
  }
  if (report.problems.length > SHOWN_MAX) say(t("more", { count: report.problems.length - SHOWN_MAX }));
  const { rows, bad, created, changed, moved, unchanged } = report;
  say(t(`outcome.${report.outcome}`, { rows, bad }));
  if (report.outcome !== "refused") say(t("counts", { created, changed, moved, unchanged, bad }));
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = NOT_TRIED;
}
