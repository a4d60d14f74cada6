import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { getPriority } from "node:os";
import { expect, it } from "vitest";
import { giveWay } from "./give-way";

it("has a process give way with all its threads, those that tidy up its memory too", async () => {
  const child = spawn(process.execPath, ["-e", "console.log('up'); setTimeout(() => undefined, 60_000)"], { stdio: ["ignore", "pipe", "inherit"] });
  const pid = child.pid ?? 0;
  try {
    await once(child.stdout, "data");
    giveWay(7, pid);
    const threads = existsSync(`/proc/${pid}/task`) ? readdirSync(`/proc/${pid}/task`).map(Number) : [pid];
    expect(new Set(threads.map((thread) => getPriority(thread)))).toEqual(new Set([7]));
  } finally {
    child.kill("SIGKILL");
  }
});
