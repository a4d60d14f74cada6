import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startChild } from "../lib/sandbox/run/children";
import { closeAtEnd, runCommand } from "../lib/sandbox/run/closing";
import { seedWithoutPeople, seedWithPeople } from "../lib/sandbox/run/data";
import { freePorts } from "../lib/sandbox/run/ports";
import { Sentence } from "../lib/sandbox/run/sentence";
import { ROOT } from "../lib/sandbox/run/sources";
import { startStack } from "../lib/sandbox/run/stack";
import { findChromium } from "./chromium";

/**
 * `npm run test:browser [-- ARGUMENTS OF PLAYWRIGHT]`: the journeys in Chromium, against the demo on free ports with data of
 * its own. Everything is removed at the end.
 */
async function browser(): Promise<number> {
  const chromium = findChromium();
  if (chromium === null) throw new Sentence("There is no Chromium that starts: install one, or name it in CHROMIUM_PATH.");
  const { addresses } = await startStack({
    dataDir: mkdtempSync(path.join(tmpdir(), "cagnotte-browser-")),
    ports: await freePorts(), app: "start", anyBuild: true, fleeting: true, outside: {}, seed: seedWithPeople, seedForBuild: seedWithoutPeople,
    say: (sentence) => process.stdout.write(`${sentence}\n`),
  });
  const playwright = startChild({
    name: "Playwright",
    args: [path.join(ROOT, "node_modules/@playwright/test/cli.js"), "test", "-c", path.join(ROOT, ".ci/playwright.config.ts"), ...process.argv.slice(2)],
    env: { ...process.env, CHROMIUM_PATH: chromium, CAGNOTTE_PARTS: JSON.stringify(addresses) },
    output: "show",
  });
  closeAtEnd(playwright.stop);
  return (await playwright.ended) ?? 1;
}

await runCommand(browser);
