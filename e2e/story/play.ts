import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runCommand } from "@/lib/sandbox/run/closing";
import { seedWithoutPeople } from "@/lib/sandbox/run/data";
import { freePorts } from "@/lib/sandbox/run/ports";
import { startStack } from "@/lib/sandbox/run/stack";
import { EXPECTED } from "./expected";
import { differences, tables } from "./report";
import { play } from "./scenario";
import { seedStory } from "./seed";

/**
 * `npm run story [-- --json]`: starts everything on free ports with data of its own, plays DESIGN §2 over HTTP, prints what
 * came of it and removes everything. Exits with 1 when one cent differs from what was worked out by hand.
 */
async function story(): Promise<number> {
  const json = process.argv.includes("--json");
  const say = (sentence: string) => void (json ? process.stderr : process.stdout).write(`${sentence}\n`);
  const { addresses } = await startStack({
    dataDir: mkdtempSync(path.join(tmpdir(), "cagnotte-story-")),
    ports: await freePorts(), app: "start", anyBuild: true, fleeting: true, outside: {},
    seed: async (databaseUrl) => {
      await seedWithoutPeople(databaseUrl);
      await seedStory(databaseUrl);
    },
    seedForBuild: seedWithoutPeople,
    say,
  });
  const told = await play(addresses, say);
  const wrong = differences(told, EXPECTED);
  process.stdout.write(json ? `${JSON.stringify({ ok: wrong.length === 0, ...told, differences: wrong }, null, 2)}\n` : `${tables(told)}\n`);
  say(wrong.length === 0 ? "Not one cent differs from what was worked out by hand." : `This differs from what was worked out by hand:\n  ${wrong.join("\n  ")}`);
  return wrong.length === 0 ? 0 : 1;
}

await runCommand(story);
