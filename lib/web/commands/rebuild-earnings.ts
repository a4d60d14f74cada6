import { connect, type Db } from "@/db/client";
import { readCompany } from "@/lib/company/queries";
import { compareWithLedger, findEarners, listEarners, rebuild } from "@/lib/earnings/commands";
import type { MemberId } from "@/lib/kernel/id";
import { findDatabaseUrl } from "./database-url";

/** `npm run rebuild:earnings`: builds the read models of all earnings anew and compares them to the ledger. Exits with 1 when they differ. */
async function main(): Promise<number> {
  const url = findDatabaseUrl();
  if (url === null) throw new Error("Which database? Set DATABASE_URL, or start the demo here first (npm run demo).");
  const db = connect(url, { connectionsMax: 2 });
  try {
    const started = performance.now();
    const { rebuilt, different } = await rebuildAll(db);
    console.log(`${rebuilt} rebuilt in ${((performance.now() - started) / 1000).toFixed(1)} s, ${different === 0 ? "equal to the ledger to the cent" : `${different} differ from the ledger`}.`);
    return different === 0 ? 0 : 1;
  } finally {
    await db.$client.end({ timeout: 5 });
  }
}

async function rebuildAll(db: Db): Promise<{ rebuilt: number; different: number }> {
  const { currency, timeZone } = await readCompany(db);
  await findEarners(db);
  const done = { rebuilt: 0, different: 0 };
  let after: MemberId | null = null;
  for (let owners = await listEarners(db, currency, after); owners.length > 0; owners = await listEarners(db, currency, after)) {
    for (const owner of owners) {
      await rebuild(db, { owner, currency, timeZone });
      const differences = await compareWithLedger(db, { owner, currency, timeZone });
      for (const { what, readModelMinor, ledgerMinor } of differences) console.log(`${owner} ${what}: ${readModelMinor}, but ${ledgerMinor} in the ledger`);
      done.rebuilt += 1;
      done.different += differences.length > 0 ? 1 : 0;
    }
    after = owners.at(-1) ?? null;
  }
  return done;
}

process.exitCode = await main();
