import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { connect, connectHot } from "@/db/client";
import { closeAtEnd, runCommand } from "@/lib/sandbox/run/closing";
import { seedWithoutPeople } from "@/lib/sandbox/run/data";
import { freePorts } from "@/lib/sandbox/run/ports";
import { DEMO_SECRETS } from "@/lib/sandbox/run/settings";
import { startStack } from "@/lib/sandbox/run/stack";
import { timesToBrowser } from "./live/browser";
import { countLost, until } from "./live/lost";
import { openPage } from "./live/pages";
import { BENCH_CREDIT, signedInPeople } from "./live/people";
import { compareWallets } from "./live/wallets";
import { type Figure, figureOf, quantile } from "./measure";
import { report } from "./report";

const STREAMS = 500;
const MORE_STREAMS = 2_000;
/** Each stream begins with looking up its session; on a busy machine five hundred at once take their time. */
const OPEN_WITHIN_MS = 180_000;
const SALES = Number(process.env["BENCH_SALES"] ?? 100);
const UPDATES = Number(process.env["BENCH_UPDATES"] ?? 10_000);

/**
 * The production build with 500 open streams: how long a confirmed payment takes to the number in a browser, what a stream weighs,
 * whether an update is ever lost; and how a wallet opens that has a million movements. DESIGN §8, §11
 */
async function main(): Promise<number> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "cagnotte-live-"));
  closeAtEnd(() => rmSync(dataDir, { recursive: true, force: true }));
  const ports = await freePorts();
  const { addresses } = await startStack({ dataDir, ports, app: "start", anyBuild: true, fleeting: false, outside: {}, seed: seedWithoutPeople, seedForBuild: seedWithoutPeople, say: (sentence) => console.log(sentence) });
  const hot = connectHot(addresses.databaseUrl, { connectionsMax: 8 });
  const db = connect(addresses.databaseUrl, { connectionsMax: 4 });
  closeAtEnd(() => Promise.all([hot.end(), db.$client.end()]));
  await hot.unsafe(BENCH_CREDIT);
  const [large, small, ...people] = await signedInPeople(hot, STREAMS + 2);
  if (!large || !small) throw new Error("the bench needs people");
  const [version] = await hot<{ v: string }[]>`select current_setting('server_version') as v`;

  const pages = people.map((person) => openPage(addresses.appUrl, person));
  await until(() => pages.every((page) => page.version > 0), `${STREAMS} open streams`, OPEN_WITHIN_MS);
  console.log(`${STREAMS} streams are open`);
  const times = await timesToBrowser({ db, appUrl: addresses.appUrl, secret: DEMO_SECRETS.STRIPE_WEBHOOK_SECRET, people, sales: SALES });
  const streamKb = await weigh(addresses.appUrl, people, ports.app);
  for (const page of pages) page.close();
  const { lost, cuts, kills, seconds } = await countLost({ hot, appUrl: addresses.appUrl, people, updates: UPDATES });
  const wallets = await compareWallets({ hot, db, appUrl: addresses.appUrl, secret: DEMO_SECRETS.STRIPE_WEBHOOK_SECRET }, { large, small });
  const note = `${SALES} sales, one after the other, ${STREAMS} open streams in one process, from the provider's call to the number in Chromium`;
  const one = (name: string, value: number, about: { unit: string; note: string }): Figure => figureOf(name, [value], about);
  report("live", [
    one("to_browser_p50_ms", quantile(times, 0.5), { unit: "ms", note }),
    one("to_browser_p99_ms", quantile(times, 0.99), { unit: "ms", note }),
    one("lost", lost, { unit: "", note: `of ${UPDATES} updates in ${seconds.toFixed(0)} s, ${cuts} streams cut, the listening connection killed ${kills} times` }),
    one("stream_kb", streamKb, { unit: "kB", note: `resident memory of the shop per stream, from ${STREAMS} to ${MORE_STREAMS}` }),
    ...wallets,
  ], { postgresql: version?.v ?? "unknown" });
  return 0;
}

async function weigh(appUrl: string, people: Parameters<typeof openPage>[1][], port: number): Promise<number> {
  const before = residentKb(port);
  const more = Array.from({ length: MORE_STREAMS - STREAMS }, (_, n) => people[n % people.length]).flatMap((person) => person ?? []).map((person) => openPage(appUrl, person));
  await until(() => more.every((page) => page.version > 0), "2,000 open streams", OPEN_WITHIN_MS);
  const after = residentKb(port);
  for (const page of more) page.close();
  return (after - before) / more.length;
}

/** The resident memory of the process that listens on a port, in kB; throws where there is no /proc. */
function residentKb(port: number): number {
  const listening = new RegExp(`:${port.toString(16).toUpperCase().padStart(4, "0")} \\S+ 0A(?: +\\S+){5} +(\\d+)`);
  const socket = ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((file) => listening.exec(readFileSync(file, "utf8"))?.[1] ?? [])[0] ?? "none";
  const pid = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).find((name) => holds(name, socket));
  if (pid === undefined) throw new Error("the shop's process was not found in /proc");
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
}

function holds(pid: string, socket: string): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`) === `socket:[${socket}]`);
  } catch {
    // It has ended meanwhile, or closed a file.
    return false;
  }
}

await runCommand(main);
