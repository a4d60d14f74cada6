import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { Readable } from "node:stream";
import { parseArgs } from "node:util";
import { MultiBar, type SingleBar } from "cli-progress";
import { connect, type Db } from "@/db/client";
import { sqlState } from "@/db/transact";
import { readCompany } from "@/lib/company/queries";
import { fetchPictures, importProducts } from "@/lib/imports/commands";
import type { ImportProblem, ImportReport, PictureReport } from "@/lib/imports/types";
import { isLocale, type Locale } from "@/lib/kernel/locale";
import { type Words, words } from "../words";

/** `npm run import:products`: 0 when it is done, 1 when the file is refused, 2 when it could not be tried. */
const DONE = 0;
const REFUSED = 1;
const NOT_TRIED = 2;
const PICTURE = { timeoutMs: 10_000, bytesMax: 15 * 1024 * 1024 };
/** What a running demo writes down about itself. */
const DEMO_FILE = path.join(import.meta.dirname, "../../../.cagnotte/demo.json");
const DEFAULT_MEDIA = path.join(import.meta.dirname, "../../../.cagnotte/media");

type Say = (line: string) => void;
type Wish = { readonly file: string; readonly locale: Locale; readonly vatBps: number; readonly dryRun: boolean; readonly skipBad: boolean; readonly pictures: boolean };
type Told = { readonly ok: true; readonly wish: Wish } | { readonly ok: false; readonly sentence: string };

const say: Say = (line) => process.stdout.write(`${line}\n`);

/** French unless the terminal speaks English. */
function localeOf(asked: string | undefined): Locale | null {
  if (asked !== undefined) return isLocale(asked) ? asked : null;
  const said = ["LC_ALL", "LC_MESSAGES", "LANG"].map((name) => process.env[name]).find(Boolean);
  return said?.startsWith("en") ? "en" : "fr";
}

function readArguments(args: readonly string[]): Told {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: {
      "dry-run": { type: "boolean" }, "skip-bad": { type: "boolean" }, "no-pictures": { type: "boolean" },
      vat: { type: "string" }, lang: { type: "string" },
    },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const text = (value: unknown): string | undefined => (typeof value === "string" ? value : value === true ? "" : undefined);
  const locale = localeOf(text(values["lang"]));
  const t = words(locale ?? "fr", "import");
  const wrong = (sentence: string): Told => ({ ok: false, sentence: `${sentence}\n${t("usage")}` });
  if (locale === null) return wrong(t("langInvalid", { value: text(values["lang"]) ?? "" }));
  const unknown = tokens.find((token) => token.kind === "option" && !["dry-run", "skip-bad", "no-pictures", "vat", "lang"].includes(token.name));
  if (unknown?.kind === "option") return wrong(t("unknownOption", { value: unknown.rawName }));
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) return wrong(t("oneFile"));
  const vat = text(values["vat"]) ?? "20";
  const rate = /^(\d{1,2})(?:[.,](\d{1,2}))?$/.exec(vat);
  if (!rate) return wrong(t("vatInvalid", { value: vat }));
  const vatBps = Number(rate[1]) * 100 + Number((rate[2] ?? "").padEnd(2, "0"));
  return { ok: true, wish: { file, locale, vatBps, dryRun: values["dry-run"] === true, skipBad: values["skip-bad"] === true, pictures: values["no-pictures"] !== true } };
}

/** The person's database, else the running demo's. */
function databaseUrl(): string | null {
  const own = process.env["DATABASE_URL"];
  if (own) return own;
  if (!existsSync(DEMO_FILE)) return null;
  const told: unknown = JSON.parse(readFileSync(DEMO_FILE, "utf8"));
  return typeof told === "object" && told !== null && "databaseUrl" in told && typeof told.databaseUrl === "string" ? told.databaseUrl : null;
}

/** Bars on the error stream, so that the result can be piped; redrawn seldom where nobody watches. */
function bars(t: Words<"import">) {
  const all = new MultiBar({
    format: "{title} [{bar}] {percentage} %", stream: process.stderr, hideCursor: true, noTTYOutput: !process.stderr.isTTY, notTTYSchedule: 2_000, etaBuffer: 50, emptyOnZero: true,
  });
  const open: SingleBar[] = [];
  const start = (step: "check" | "write" | "pictures", total: number): SingleBar => {
    const bar = all.create(total, 0, { title: t(`step.${step}`).padEnd(14) });
    open.push(bar);
    return bar;
  };
  const stop = (): void => {
    for (const bar of open) bar.stop();
    all.stop();
  };
  return { start, stop };
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

async function importFile(db: Db, wish: Wish, t: Words<"import">): Promise<number> {
  const at = new Date();
  const started = performance.now();
  const progress = bars(t);
  let peakBytes = 0;
  const watch = setInterval(() => (peakBytes = Math.max(peakBytes, process.memoryUsage.rss())), 100);
  const size = statSync(wish.file).size;
  const open = (step: "check" | "write"): Readable => {
    const bar = progress.start(step, size);
    const stream = createReadStream(wish.file);
    // Counted as it is read, without listening for data: the reader sets the pace.
    const beat = setInterval(() => bar.update(stream.bytesRead), 100);
    stream.once("close", () => {
      clearInterval(beat);
      bar.update(size);
    });
    return stream;
  };
  let pictures: PictureReport | null = null;
  let report: ImportReport;
  try {
    const { currency } = await readCompany(db);
    report = await importProducts(db, { open, currency, vatBps: wish.vatBps, skipBad: wish.skipBad, dryRun: wish.dryRun, at });
    if (report.outcome === "imported") {
      const bar = progress.start("pictures", report.slugs.size);
      pictures = await fetchPictures(db, {
        dir: process.env["MEDIA_DIR"] ?? DEFAULT_MEDIA, slugs: report.slugs, fetch: wish.pictures ? PICTURE : null, onPicture: () => bar.increment(),
      });
      bar.setTotal(Math.max(bar.getProgress(), 1));
      bar.update(bar.getTotal());
    }
  } finally {
    clearInterval(watch);
    progress.stop();
  }
  tell(report, wish, t);
  if (pictures) say(wish.pictures ? t("summary.pictures", pictures) : t("summary.picturesLater"));
  if (report.outcome === "imported") say(t("summary.visible"));
  const seconds = new Intl.NumberFormat(wish.locale, { maximumFractionDigits: 1 }).format((performance.now() - started) / 1_000);
  say(t("summary.measure", { seconds, megabytes: Math.round(Math.max(peakBytes, process.memoryUsage.rss()) / 1_048_576) }));
  return report.outcome === "refused" ? REFUSED : DONE;
}

function tell(report: ImportReport, wish: Wish, t: Words<"import">): void {
  for (const problem of report.problems) say(sentence(problem, wish, t));
  const hidden = report.problemsTotal - report.problems.length;
  if (hidden > 0) say(t("more", { count: hidden }));
  const counts = { problems: report.problemsTotal, bad: report.productsBad, good: report.productsGood };
  if (report.outcome === "refused") {
    say(t("summary.refused", counts));
    say(t("summary.refusedHint", counts));
    return;
  }
  if (counts.bad > 0) say(t("summary.skipped", counts));
  say(t(`summary.${report.outcome}`));
  const { changes } = report;
  say(t("summary.products", { created: changes.productsCreated, changed: changes.productsChanged, unchanged: changes.productsUnchanged }));
  say(t("summary.variants", { created: changes.variantsCreated, changed: changes.variantsChanged, retired: changes.variantsRetired, unchanged: changes.variantsUnchanged }));
  say(t("summary.others", { prices: changes.pricesChanged, stock: changes.stockChanged, collections: report.collectionsCreated }));
  if (report.compareAt) say(t("summary.compareAt"));
}

function sentence({ line, column, reason, value, firstLine, owner }: ImportProblem, { file }: Wish, t: Words<"import">): string {
  const why = t(`reason.${reason}`, { value, firstLine: firstLine ?? "", owner: owner ?? "" });
  const where = { file: path.basename(file), line: String(line), sentence: why };
  return column === null ? t("atRow", where) : t("at", { ...where, column });
}

async function main(): Promise<number> {
  const told = readArguments(process.argv.slice(2));
  if (!told.ok) {
    process.stderr.write(`${told.sentence}\n`);
    return NOT_TRIED;
  }
  const { wish } = told;
  const t = words(wish.locale, "import");
  const stop = (text: string): number => {
    process.stderr.write(`${text}\n`);
    return NOT_TRIED;
  };
  if (!isFile(wish.file)) return stop(t("noFile", { file: wish.file }));
  const url = databaseUrl();
  if (url === null) return stop(t("noDatabase"));
  const db = connect(url, { connectionsMax: 5 });
  try {
    return await importFile(db, wish, t);
  } catch (error) {
    const state = sqlState(error);
    if (["ECONNREFUSED", "ENOTFOUND", "ECONNRESET", "EAI_AGAIN", "CONNECT_TIMEOUT", "CONNECTION_CLOSED", "57P03"].includes(state)) {
      const { hostname, port } = new URL(url);
      return stop(t("databaseDown", { address: `${hostname}:${port || "5432"}` }));
    }
    if (state === "42P01") return stop(t("databaseEmpty"));
    throw error;
  } finally {
    await db.$client.end({ timeout: 5 });
  }
}

process.exitCode = await main();
