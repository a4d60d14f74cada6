import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Everything that CI runs. `--with-browser` adds the journeys in Chromium. */
const ROOT = path.join(import.meta.dirname, "..");
const UNITS = path.join(tmpdir(), `cagnotte-units-${process.pid}.json`);
const BROWSER = path.join(tmpdir(), `cagnotte-browser-${process.pid}.json`);
const SCRIPT = ["--conditions=react-server", "--import", "tsx"];

type Count = { readonly passed: number; readonly failed: readonly string[] };
type Step = { readonly name: string; readonly command: readonly string[]; readonly count?: () => Count; readonly env?: Record<string, string> };

/** Each row's steps run side by side; the story's production build is used again by the journeys. */
const STEPS: readonly (readonly Step[])[] = [
  [
    { name: "form", command: ["node", ".ci/tidy.mjs"] },
    { name: "architecture", command: ["depcruise", "--config", ".ci/boundaries.cjs", "app", "components", "db", "lib"] },
    { name: "types and lint", command: ["oxlint", "--deny-warnings", "--report-unused-disable-directives", "."] },
    { name: "story", command: ["node", ...SCRIPT, "e2e/story/play.ts"] },
  ],
  [{ name: "units", command: ["vitest", "run", "-c", ".ci/vitest.config.ts", "--reporter=default", "--reporter=json", `--outputFile.json=${UNITS}`], count: countUnits }],
];
const WITH_BROWSER: readonly (readonly Step[])[] = [
  [{ name: "journeys", command: ["node", ...SCRIPT, ".ci/browser.ts"], count: countBrowser, env: { PLAYWRIGHT_JSON_OUTPUT_FILE: BROWSER } }],
];

type UnitReport = { readonly numPassedTests: number; readonly testResults: readonly { readonly name: string; readonly status: string; readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[] }[] };
type Suite = { readonly title: string; readonly suites?: readonly Suite[]; readonly specs?: readonly { readonly title: string; readonly ok: boolean; readonly tests: readonly { readonly projectName: string; readonly status: string }[] }[] };

function countUnits(): Count {
  if (!existsSync(UNITS)) return { passed: 0, failed: [] };
  const { numPassedTests, testResults } = JSON.parse(readFileSync(UNITS, "utf8")) as UnitReport;
  rmSync(UNITS);
  return {
    passed: numPassedTests,
    failed: testResults.filter(({ status }) => status === "failed").flatMap(({ name, assertionResults }) => {
      const file = path.relative(ROOT, name);
      const tests = assertionResults.filter(({ status }) => status === "failed");
      return tests.length === 0 ? [file] : tests.map(({ fullName }) => `${file}: ${fullName}`);
    }),
  };
}

function countBrowser(): Count {
  if (!existsSync(BROWSER)) return { passed: 0, failed: [] };
  const { stats, suites } = JSON.parse(readFileSync(BROWSER, "utf8")) as { stats: { expected: number }; suites: readonly Suite[] };
  rmSync(BROWSER);
  return { passed: stats.expected, failed: suites.flatMap((suite) => notGreen(suite, suite.title)) };
}

/** Every journey that failed, or that only a second attempt saw green. */
function notGreen({ suites = [], specs = [] }: Suite, file: string): readonly string[] {
  const here = specs.flatMap(({ title, tests }) =>
    tests.filter(({ status }) => status === "unexpected" || status === "flaky").map(({ projectName }) => `${file} [${projectName}]: ${title}`));
  return [...here, ...suites.flatMap((suite) => notGreen(suite, file))];
}

type Ended = { readonly code: number; readonly seconds: string; readonly said: string };

/** Runs a step. Alone, its output is shown as it comes; beside another it is kept, to be shown as a whole. */
function run({ command: [name = "", ...args], env }: Step, alone: boolean): Promise<Ended> {
  const bin = path.join(ROOT, "node_modules/.bin");
  const started = performance.now();
  return new Promise((resolve) => {
    const said: Buffer[] = [];
    const end = (code: number) => resolve({ code, seconds: ((performance.now() - started) / 1000).toFixed(0), said: Buffer.concat(said).toString() });
    const child = spawn(path.join(bin, name), args, {
      cwd: ROOT,
      stdio: ["ignore", alone ? "inherit" : "pipe", alone ? "inherit" : "pipe"],
      env: { ...process.env, ...env, PATH: `${bin}${path.delimiter}${process.env["PATH"] ?? ""}` },
    });
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (piece: Buffer) => said.push(piece));
    child.once("error", () => end(1));
    child.once("close", (code) => end(code ?? 1));
  });
}

let passed = 0;
const failed: string[] = [];
const times: string[] = [];
for (const row of process.argv.includes("--with-browser") ? [...STEPS, ...WITH_BROWSER] : STEPS) {
  const alone = row.length === 1;
  if (alone) console.log(`\n== ${row[0]?.name ?? ""}`);
  await Promise.all(row.map(async (step) => {
    const { code, seconds, said } = await run(step, alone);
    if (!alone) console.log(`\n== ${step.name}\n${said}`);
    times.push(`${step.name} ${seconds} s`);
    const counted = step.count?.() ?? { passed: 0, failed: [] };
    passed += counted.passed + (code === 0 ? 1 : 0);
    failed.push(...counted.failed);
    if (code !== 0) console.log(`== ${step.name} failed`);
    if (code !== 0 && counted.failed.length === 0) failed.push(`${step.name}: exit code ${code}; see what it printed`);
  }));
}
console.log(`\n${times.join(", ")}`);
for (const name of failed) console.log(`failed: ${name}`);
console.log(`${passed} passed, ${failed.length} failed`);
process.exit(failed.length === 0 ? 0 : 1);
