import { parseArgs } from "node:util";
import { connect, type Db } from "@/db/client";
import { transact } from "@/db/transact";
import { letPass } from "@/lib/privacy/retention/commands";
import { listPassing } from "@/lib/privacy/retention/queries";
import type { Passing } from "@/lib/privacy/types";
import { findDatabaseUrl } from "./database-url";

/** Turns of one run at most: what is left is the clock's. */
const TURNS_MAX = 1_000;

/** `npm run retention [-- --dry-run] [--json]`: takes away what is kept no longer, as the clock does every hour; dry, only says what would go. DESIGN §9 */
async function main(): Promise<string> {
  const { values } = parseArgs({ options: { "dry-run": { type: "boolean", default: false }, json: { type: "boolean", default: false } } });
  const url = findDatabaseUrl();
  if (url === null) throw new Error("Which database? Set DATABASE_URL, or start the demo here first (npm run demo).");
  const db = connect(url, { connectionsMax: 1 });
  const at = new Date();
  try {
    const would = await listPassing(db, at);
    if (!values["dry-run"]) await letAllPass(db, at);
    return values.json ? JSON.stringify({ dryRun: values["dry-run"], tables: would }) : describe(would, values["dry-run"]);
  } finally {
    await db.$client.end({ timeout: 5 });
  }
}

async function letAllPass(db: Db, at: Date): Promise<void> {
  for (let turn = 0; turn < TURNS_MAX; turn += 1) {
    const { passed } = await transact(db, (tx) => letPass(tx, at));
    if (passed.every(({ rows }) => rows === 0)) return;
  }
}

function describe(passing: readonly Passing[], dry: boolean): string {
  const all = passing.reduce((sum, { rows }) => sum + rows, 0);
  return [
    dry ? "Would be taken away now:" : "Taken away:",
    ...passing.map(({ table, rows, days }) => `  ${String(rows).padStart(9)}  ${table.padEnd(20)}  ${days === 0 ? "when it ends" : `after ${days} days`}`),
    "",
    all === 0 ? "Nothing is over." : `${all} ${all === 1 ? "row" : "rows"}${dry ? "; nothing was changed" : ""}.`,
  ].join("\n");
}

try {
  process.stdout.write(`${await main()}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
