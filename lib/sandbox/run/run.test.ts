import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DEMO_SECRETS as REFUSED } from "../../web/env";
import { boundHeap } from "./app";
import { claim } from "./claim";
import { assertFree, freePorts, portsFrom } from "./ports";
import { DEMO_SECRETS } from "./settings";
import { sourcesFingerprint } from "./sources";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "cagnotte-run-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it("runs the demo on no secret that production would take", () => {
  expect(Object.entries(DEMO_SECRETS).filter(([, secret]) => !REFUSED.has(secret))).toEqual([]);
});

it("bounds a shop's heap, and takes another bound from whoever names one", () => {
  const limitMb = (options: Record<string, string>) => Number(execFileSync(process.execPath, ["-p", "v8.getHeapStatistics().heap_size_limit"], { env: boundHeap(options) as NodeJS.ProcessEnv, encoding: "utf8" })) / 2 ** 20;
  const [own, named] = [limitMb({}), limitMb({ NODE_OPTIONS: "--max-old-space-size=3000" })];
  expect(own).toBeGreaterThanOrEqual(1024);
  expect(own).toBeLessThan(1500);
  expect(named).toBeGreaterThanOrEqual(3000);
});

describe("a data folder", () => {
  const run = { command: "demo", appUrl: "http://127.0.0.1:3000" };

  it("belongs to a run that lives, and says which", () => {
    // A child whose command line looks like a run's, as the claim's owner.
    const owner = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)", "sandbox/run"]);
    writeFileSync(path.join(dir, "run.json"), JSON.stringify({ ...run, pid: owner.pid }));
    expect(claim(dir, run)).toEqual({ takenBy: { ...run, pid: owner.pid } });
    owner.kill("SIGKILL");
  });

  it("is free again after a run that was killed outright", () => {
    writeFileSync(path.join(dir, "run.json"), JSON.stringify({ ...run, pid: 999_999_999 }));
    expect("release" in claim(dir, run)).toBe(true);
  });
});

describe("a port that is taken", () => {
  it("is named in one sentence with others to choose", async () => {
    const ports = await freePorts();
    const server = createServer().listen(ports.mail, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    await expect(assertFree(ports, "demo")).rejects.toThrow(new RegExp(`^Port ${ports.mail} \\(the mail inbox\\) is taken .* -- --port \\d+$`));
    server.close();
  });

  it("is one of six in a row", () => {
    expect(Object.values(portsFrom(4000))).toEqual([4000, 4001, 4002, 4003, 4004, 4005]);
  });
});

describe("a build", () => {
  beforeEach(() => {
    for (const folder of ["app", "components", "lib/sandbox/run", "lib/plan", "db"]) mkdirSync(path.join(dir, folder), { recursive: true });
    writeFileSync(path.join(dir, "lib/plan/rules.ts"), "one");
  });

  it("is made anew when a source changes, and not when a test or the sandbox does", () => {
    const before = sourcesFingerprint(dir);
    writeFileSync(path.join(dir, "lib/plan/rules.test.ts"), "test");
    writeFileSync(path.join(dir, "lib/sandbox/run/demo.ts"), "demo");
    expect(sourcesFingerprint(dir)).toBe(before);
    writeFileSync(path.join(dir, "lib/plan/rules.ts"), "two");
    expect(sourcesFingerprint(dir)).not.toBe(before);
  });
});
