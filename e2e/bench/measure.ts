import { execFileSync } from "node:child_process";
import { cpus, totalmem, type } from "node:os";

/** One measured value. `spread` is the interquartile range of the rounds, in the same unit. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly rounds: number;
  readonly spread: number;
  readonly note: string;
};

/** The value in the middle. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which `q` of the values lie, interpolated. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** A figure from the values of its rounds: the median and the interquartile range. */
export function figureOf(name: string, values: readonly number[], about: { readonly unit: string; readonly note: string }): Figure {
  return { name, value: median(values), rounds: values.length, spread: quantile(values, 0.75) - quantile(values, 0.25), ...about };
}

/** Prints a table, and with `--json` the object of DESIGN §11 as the last line. */
export function report(bench: string, figures: readonly Figure[], versions: Record<string, string>): void {
  for (const f of figures) {
    console.log(`${f.name.padEnd(28)} ${f.value.toFixed(3).padStart(12)} ${f.unit.padEnd(8)} ±${f.spread.toFixed(3)} (${f.rounds} rounds) ${f.note}`);
  }
  if (!process.argv.includes("--json")) return;
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  const machine = `${cpus().length} x ${cpus()[0]?.model ?? "?"}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()}`;
  console.log(JSON.stringify({ bench, date: new Date().toISOString(), commit, machine, versions: { node: process.version, ...versions }, figures }));
}

/** Keeps `connections` calls in flight until the time is over; answers calls per second. */
export async function ratePerSecond(connections: number, seconds: number, call: (worker: number) => Promise<boolean>): Promise<number> {
  const started = performance.now();
  const until = started + seconds * 1000;
  const counts = await Promise.all(
    Array.from({ length: connections }, async (_, worker) => {
      let done = 0;
      while (performance.now() < until && (await call(worker))) done += 1;
      return done;
    }),
  );
  return counts.reduce((a, b) => a + b, 0) / ((performance.now() - started) / 1000);
}
