import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Everything that CI runs, in the order of what fails fastest. `--with-browser` adds the journeys in Chromium. */
const ROOT = path.join(import.meta.dirname, "..");
const UNITS = path.join(tmpdir(), `cagnotte-units-${process.pid}.json`);
const BROWSER = path.join(tmpdir(), `cagnotte-browser-${process.pid}.json`);
const SCRIPT = ["--conditions=react-server", "--import", "tsx"];

type Step = { readonly name: string; readonly command: readonly string[]; readonly count?: () => Count; readonly env?: Record<string, string> };
type Count = { readonly passed: number; readonly failed: number };

const STEPS: readonly Step[] = [
  { name: "types", command: ["tsc", "-p", "."] },
  { name: "lint", command: ["eslint", "-c", ".ci/eslint.config.mjs", "--max-warnings", "0", "."] },
  { name: "architecture", command: ["depcruise", "--config", ".ci/boundaries.cjs", "app", "components", "db", "lib"] },
  { name: "form", command: ["node", ".ci/tidy.mjs"] },
  { name: "units", command: ["vitest", "run", "-c", ".ci/vitest.config.ts", "--reporter=default", "--reporter=json", `--outputFile.json=${UNITS}`], count: countUnits },
  { name: "story", command: ["node", ...SCRIPT, "e2e/story/play.ts"] },
];
const WITH_BROWSER: readonly Step[] = [
  { name: "journeys", command: ["node", ...SCRIPT, ".ci/browser.ts"], count: countBrowser, env: { PLAYWRIGHT_JSON_OUTPUT_FILE: BROWSER } },
];

function countUnits(): Count {
  if (!existsSync(UNITS)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(UNITS, "utf8")) as { numPassedTests: number; numFailedTests: number };
  rmSync(UNITS);
  return { passed: numPassedTests, failed: numFailedTests };
}

function countBrowser(): Count {
  if (!existsSync(BROWSER)) return { passed: 0, failed: 1 };
  const { stats } = JSON.parse(readFileSync(BROWSER, "utf8")) as { stats: { expected: number; unexpected: number; flaky: number } };
  rmSync(BROWSER);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
}

/** Runs a step with its output shown as it comes; answers its exit code. */
function run({ command: [name = "", ...args], env }: Step): Promise<number> {
  const bin = path.join(ROOT, "node_modules/.bin");
  return new Promise((resolve) => {
    const child = spawn(path.join(bin, name), args, {
      cwd: ROOT,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...env, PATH: `${bin}${path.delimiter}${process.env["PATH"] ?? ""}` },
    });
    child.once("error", () => resolve(1));
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

let passed = 0;
let failed = 0;
const times: string[] = [];
for (const step of process.argv.includes("--with-browser") ? [...STEPS, ...WITH_BROWSER] : STEPS) {
  console.log(`\n== ${step.name}`);
  const started = performance.now();
  const code = await run(step);
  times.push(`${step.name} ${((performance.now() - started) / 1000).toFixed(0)} s`);
  const counted = step.count?.() ?? { passed: 0, failed: 0 };
  passed += counted.passed + (code === 0 ? 1 : 0);
  failed += counted.failed + (code === 0 || counted.failed > 0 ? 0 : 1);
  if (code !== 0) console.log(`== ${step.name} failed`);
}
console.log(`\n${times.join(", ")}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
