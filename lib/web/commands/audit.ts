import { parseArgs } from "node:util";
import { connect } from "@/db/client";
import { audit } from "@/lib/audit/commands";
import { COUNTED, DIFFERENCES, type AuditReport, type DifferenceCode } from "@/lib/audit/types";
import { findDatabaseUrl } from "./database-url";

/** Exit codes: the book is right; something differs; the audit could not run. */
const RIGHT = 0;
const DIFFERS = 1;
const COULD_NOT_RUN = 2;

/** `npm run audit [-- --json]`: recomputes everything and prints each difference. Changes nothing. DESIGN §4, §11 */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { json: { type: "boolean", default: false } } });
  const url = findDatabaseUrl();
  if (url === null) throw new Error("Which database? Set DATABASE_URL, or start the demo here first (npm run demo).");
  const db = connect(url, { connectionsMax: 2 });
  try {
    const started = performance.now();
    const report = await audit(db);
    const seconds = Math.round(performance.now() - started) / 1000;
    process.stdout.write(values.json ? `${JSON.stringify({ ...report, seconds })}\n` : describe(report, seconds));
    return report.ok ? RIGHT : DIFFERS;
  } finally {
    await db.$client.end({ timeout: 5 });
  }
}

function describe({ checked, differences, found, shown }: AuditReport, seconds: number): string {
  const codes = Object.keys(found) as DifferenceCode[];
  return [
    `Recomputed in ${seconds} s:`,
    ...COUNTED.map((what) => `  ${String(checked[what]).padStart(12)}  ${WORDS[what]}`),
    "",
    ...codes.flatMap((code) => {
      const these = shown.filter((one) => one.code === code);
      const more = (found[code] ?? 0) - these.length;
      return [
        `${code}: ${DIFFERENCES[code]} (${found[code] ?? 0})`,
        ...these.flatMap(({ subject, expected, found: is }) => [`  ${subject}`, `    expected ${expected}`, `    found    ${is}`]),
        ...(more > 0 ? [`  and ${more} more`] : []),
        "",
      ];
    }),
    differences === 0 ? "No difference." : `${differences} ${differences === 1 ? "difference" : "differences"}.`,
    "",
  ].join("\n");
}

const WORDS: Record<(typeof COUNTED)[number], string> = {
  accounts: "accounts from their entries",
  entries: "wallet entries in their chains",
  transactions: "transactions: sum, fingerprint, key",
  orders: "orders from their plan version",
  lines: "order lines",
  postings: "orders with their holds and cash back",
  refunded: "orders with refunds or disputes",
  variants: "reservations of stock",
  forwarded: "forwarded sales from their orders",
  unread: "forwarded bodies that are stripped or cut, and can't be compared",
};

try {
  process.exitCode = await main();
} catch (error) {
  const failure = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  process.stderr.write(`The audit could not run: ${failure instanceof Error ? failure.message || String(failure) : String(failure)}\n`);
  process.exitCode = COULD_NOT_RUN;
}
