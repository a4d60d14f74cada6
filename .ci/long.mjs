/**
 * What takes hours: every property of money with 100,000 sequences, 10,000 crossings of purchases, a file of 100,000 distributors. `npm run test:long`
 * A failure prints its seed: `SEED=... SEQUENCES=... vitest run ...` plays it again.
 */
import { spawn } from "node:child_process";
import path from "node:path";

const FILES = ["lib/order/sequences.int.test.ts", "lib/order/races.int.test.ts", "lib/refund/sequences.test.ts", "lib/plan/rules.test.ts", "lib/checkout/rules.test.ts", "lib/web/commands/import-distributors.int.test.ts"];
const root = path.join(import.meta.dirname, "..");
const child = spawn(path.join(root, "node_modules/.bin/vitest"), ["run", "-c", ".ci/vitest.config.ts", "--testTimeout=36000000", ...FILES], {
  cwd: root,
  stdio: "inherit",
  env: { SEQUENCES: "100000", CROSSINGS: "10000", RUNS: "100000", ROWS: "100000", ...process.env },
});
child.once("exit", (code) => process.exit(code ?? 1));
