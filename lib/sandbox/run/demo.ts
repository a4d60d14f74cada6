import { rm } from "node:fs/promises";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { removePostgres, stopOrphan } from "../postgres";
import { describeRun } from "./addresses";
import { claim } from "./claim";
import { closeAtEnd } from "./closing";
import { DATA_DIR, seedWithPeople } from "./data";
import { assertFree, portsFrom } from "./ports";
import { Sentence } from "./sentence";
import { outsideParts } from "./settings";
import { startStack } from "./stack";

export type DemoSettings = { readonly mode: "start" | "dev"; readonly fresh: boolean; readonly port: number };

const say = (sentence: string) => process.stdout.write(`${sentence}\n`);

/** `npm run demo` and `npm run dev`: everything on embedded defaults, until Ctrl-C. Answers with the exit code. DESIGN §11 */
export async function demo({ mode, fresh, port }: DemoSettings): Promise<number> {
  const command = mode === "start" ? "demo" : "dev";
  const ports = portsFrom(port);
  const taking = claim(DATA_DIR, { command, appUrl: `http://127.0.0.1:${port}` });
  if ("takenBy" in taking) {
    const { takenBy } = taking;
    say(`Cagnotte runs already, at ${takenBy.appUrl} (process ${takenBy.pid}); stop it there with Ctrl-C first.`);
    return 1;
  }
  closeAtEnd(taking.release);
  // The server of a run that was killed outright still has its port.
  await stopOrphan(path.join(DATA_DIR, "postgres"));
  await assertFree(ports, command);
  const outside = outsideParts(process.env);
  if (fresh) await startOver(outside.databaseUrl !== undefined);

  const stack = await startStack({ dataDir: DATA_DIR, ports, app: mode, fleeting: false, outside, seed: seedWithPeople, say });
  const { shop, addresses } = stack;
  const file = path.join(DATA_DIR, "demo.json");
  writeFileSync(file, `${JSON.stringify(addresses, null, 2)}\n`);
  closeAtEnd(() => rmSync(file, { force: true }));
  say(await describeRun(addresses, { sandboxed: outside.stripeSecretKey === undefined, log: mode === "start" ? path.relative(process.cwd(), path.join(DATA_DIR, "shop.log")) : null }));

  const code = await shop?.ended;
  throw new Sentence(`The shop ended by itself (${code === null || code === undefined ? "killed" : `code ${code}`}), so everything else was stopped too. Its last words:\n${shop?.lastWords() ?? ""}`);
}

async function startOver(outsideDatabase: boolean): Promise<void> {
  if (outsideDatabase) throw new Sentence("--fresh does not empty a database of yours: empty the one at DATABASE_URL by hand, or run without DATABASE_URL.");
  await removePostgres(path.join(DATA_DIR, "postgres"));
  for (const name of ["stripe.jsonl", "commission.jsonl", "mail", "shop.log"]) await rm(path.join(DATA_DIR, name), { recursive: true, force: true });
  if (!existsSync(DATA_DIR)) mkdirSync(DATA_DIR, { recursive: true });
}
