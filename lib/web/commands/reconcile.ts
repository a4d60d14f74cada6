import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { transact } from "@/db/transact";
import { FORWARDING_QUEUE, resend } from "@/lib/forwarding/operating/commands";
import { lastDays, reconcile } from "@/lib/forwarding/reconciliation/commands";
import { findLastReconciliation, listDifferences } from "@/lib/forwarding/reconciliation/queries";
import { type Desk, openDesk } from "@/lib/jobs/desk";
import { commission } from "../commission";
import { db } from "../database";
import { EnvironmentError, environment } from "../env";

const SAME = 0;
const DIFFERS = 1;
const COULD_NOT_RUN = 2;

/** `npm run reconcile [-- --days 1] [--resend]`: compares both sides and prints each difference; `--resend` sends the missing and other amounts again. */
async function main(): Promise<number> {
  const own = path.join(path.resolve(import.meta.dirname, "../../.."), ".env");
  if (existsSync(own)) process.loadEnvFile(own);
  const { values } = parseArgs({ options: { days: { type: "string", default: "1" }, resend: { type: "boolean", default: false } } });
  const desk = await openDesk(environment().databaseUrl);
  try {
    const at = new Date();
    const found = await reconcile(db(), { adapter: commission(), window: lastDays(Number(values.days), at), unsettled: await desk.listUnsettled(FORWARDING_QUEUE), at });
    for (const { day, ours, theirs, oursMinor, theirsMinor } of found.days) process.stdout.write(`${day}  ours ${ours} (${oursMinor})  theirs ${theirs} (${theirsMinor})\n`);
    for (const { kind, number, ours, theirs } of found.differences) process.stdout.write(`${kind}  ${number}  ours ${JSON.stringify(ours)}  theirs ${JSON.stringify(theirs)}\n`);
    process.stdout.write(`${found.compared} compared, ${found.underWay} still under way, ${found.differences.length} different.\n`);
    if (values.resend) await resendAll(desk, at);
    return found.differences.length === 0 ? SAME : DIFFERS;
  } finally {
    await desk.close();
    await db().$client.end({ timeout: 5 });
  }
}

const PAGE = 500;

/** Sends again whatever is missing there or booked with another amount. */
async function resendAll(desk: Desk, at: Date): Promise<void> {
  const last = await findLastReconciliation(db(), commission().destination);
  for (let page = last ? await listDifferences(db(), { of: last.id, limit: PAGE }) : []; last && page.length > 0; page = await listDifferences(db(), { of: last.id, after: page.at(-1)?.id, limit: PAGE })) {
    for (const { id, number } of page.filter(({ kind }) => kind === "missing" || kind === "other_amount")) {
      const done = await transact(db(), (tx) => resend(tx, desk, { difference: id, by: "terminal", at }));
      process.stdout.write(`${number}: ${done.ok ? done.messages : 0} sent again\n`);
    }
  }
  await desk.wakeWorkers();
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof EnvironmentError || error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = COULD_NOT_RUN;
}
