import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem, type } from "node:os";
import path from "node:path";
import type { Figure } from "./measure";
import { findTarget, meets, wordsOf } from "./targets";

const DOCS = path.join(import.meta.dirname, "..", "..", "docs");
const KEPT = path.join(DOCS, "figures");

/** What a bench measured, where and when: the object of DESIGN §11. */
type Report = {
  readonly bench: string;
  readonly date: string;
  readonly commit: string;
  readonly machine: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly figures: readonly Figure[];
};

/**
 * Prints a table. With `--write` the figures are kept in docs/figures, and docs/figures.md is written anew from all that
 * are there. With `--json` the last line is the object of DESIGN §11.
 */
export function report(bench: string, figures: readonly Figure[], versions: Readonly<Record<string, string>>): void {
  const measured: Report = { bench, date: new Date().toISOString(), commit: commit(), machine: machine(), versions: { node: process.version, ...versions }, figures };
  for (const figure of figures) console.log(line(figure));
  if (process.argv.includes("--write")) keep(measured);
  if (process.argv.includes("--json")) console.log(JSON.stringify(measured));
}

function line(figure: Figure): string {
  const { name, value, unit, spread, rounds, note } = figure;
  return `${name.padEnd(30)} ${digits(value).padStart(10)} ${unit.padEnd(6)} ±${digits(spread).padEnd(8)} ${judged(figure).padEnd(24)} ${rounds} rounds; ${note}`;
}

function judged({ name, value }: Figure): string {
  const target = findTarget(name);
  return target === null ? "" : `${wordsOf(target)}: ${meets(value, target) ? "met" : "missed"}`;
}

/** Four digits that say something. */
function digits(value: number): string {
  return Math.abs(value) >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(4)));
}

function commit(): string {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    // The sources came without their history.
    return "unknown";
  }
}

function machine(): string {
  return `${cpus().length} x ${cpus()[0]?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()}`;
}

function keep(measured: Report): void {
  mkdirSync(KEPT, { recursive: true });
  writeFileSync(path.join(KEPT, `${measured.bench}.json`), `${JSON.stringify(measured, null, 2)}\n`);
  const all = readdirSync(KEPT).sort().map((file) => JSON.parse(readFileSync(path.join(KEPT, file), "utf8")) as Report);
  writeFileSync(path.join(DOCS, "figures.md"), [HEAD, ...all.map(chapter)].join("\n"));
}

const HEAD = `# Measured

Written by \`npm run bench -- NAME --write\`, not by hand. A value is the median of its rounds, ± the middle half of them.
`;

function chapter({ bench, date, commit: at, machine: on, versions, figures }: Report): string {
  const rows = figures.map((figure) => `| \`${figure.name}\` | ${digits(figure.value)} ${figure.unit} | ${digits(figure.spread)} | ${figure.rounds} | ${judged(figure)} | ${figure.note} |`);
  const built = Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(", ");
  return `## \`${bench}\`

${date.slice(0, 10)}, commit ${at}, on ${on}; ${built}.

| figure | value | ± | rounds | target | what |
|---|---|---|---|---|---|
${rows.join("\n")}
`;
}
