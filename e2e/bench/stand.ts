import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "@/lib/sandbox/postgres";
import { startApp } from "@/lib/sandbox/run/app";
import type { Child } from "@/lib/sandbox/run/children";
import { closeAtEnd, runCommand } from "@/lib/sandbox/run/closing";
import { seedWithoutPeople } from "@/lib/sandbox/run/data";
import { freePorts } from "@/lib/sandbox/run/ports";
import type { Addresses } from "@/lib/sandbox/run/settings";
import { startStack } from "@/lib/sandbox/run/stack";
import { giveWay } from "@/lib/web/commands/give-way";

/** The shop in production, with everything around it and its jobs in a process of their own, on free ports and with data of its own. */
export type Stand = {
  readonly at: Addresses;
  /** Starts the shop once more beside itself, on the same data, and has the first give way to it, as the README tells; answers the address of the second process. */
  readonly startSecond: () => Promise<string>;
  /** Starts the shop anew: it knows only the files that were there when it started. */
  readonly restart: () => Promise<void>;
  /** What its processes hold in memory now, in MB; 0 where there is no `ps`. */
  readonly memoryMb: () => number;
};

const PAGES_NICENESS = 10;

/** Starts what is measured, hands it over, removes everything afterwards, however it ended, and ends the process. PostgreSQL keeps its promises: fsync is on. */
export function withStand(seed: (databaseUrl: string) => Promise<void>, measure: (stand: Stand) => Promise<void>): Promise<void> {
  return runCommand(async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), "cagnotte-bench-"));
    closeAtEnd(() => rm(dataDir, { recursive: true, force: true }));
    const ports = await freePorts();
    const { addresses, env, shop: first } = await startStack({
      dataDir, ports, app: "start", anyBuild: true, worker: "apart", fleeting: false, outside: {}, seed, seedForBuild: seedWithoutPeople,
      say: (sentence) => console.log(sentence),
    });
    let shop: Child | null = first;
    await measure({
      at: addresses,
      startSecond: async () => {
        const port = await freePort();
        await startApp({ mode: "start", port, env, logFile: path.join(dataDir, "second.log") });
        if (shop?.pid !== undefined) giveWay(PAGES_NICENESS, shop.pid);
        return `http://127.0.0.1:${port}`;
      },
      memoryMb: () => memoryOf(process.pid),
      restart: async () => {
        await shop?.stop();
        shop = await startApp({ mode: "start", port: ports.app, env, logFile: path.join(dataDir, "shop.log") });
      },
    });
    return 0;
  });
}

type Process = { readonly pid: number; readonly parent: number; readonly kb: number; readonly words: string };

/** The shop is what this process started and what calls itself Next's. */
function memoryOf(root: number): number {
  const all = listProcesses();
  const below = (pid: number): readonly Process[] => all.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)]);
  return below(root).filter(({ words }) => /next/i.test(words)).reduce((sum, { kb }) => sum + kb, 0) / 1024;
}

function listProcesses(): readonly Process[] {
  try {
    const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,rss=,args="], { encoding: "utf8", maxBuffer: 2 ** 26 }).trim().split("\n");
    return lines.map((line) => {
      const [, pid, parent, kb, words = ""] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return { pid: Number(pid), parent: Number(parent), kb: Number(kb), words };
    });
  } catch {
    // A system without `ps`.
    return [];
  }
}
