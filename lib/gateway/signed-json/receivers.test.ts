import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { exampleMember, exampleRefund, exampleSale } from "../commission.contract";
import { createSignedJsonAdapter } from "./adapter";

/** The receivers that we publish for programmers, run as they would run them. */
const DIR = path.resolve(import.meta.dirname, "../../../docs/receivers");
const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const hasPython = spawnSync("python3", ["--version"]).status === 0;
if (!hasPython) console.warn("python3 is not here: the receiver in Python is not run.");
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

async function listening(command: string, args: readonly string[]): Promise<string> {
  const child = spawn(command, args, { env: { ...process.env, SECRET, PORT: "0" }, stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  const [said] = (await once(child.stdout, "data")) as [Buffer];
  return `http://127.0.0.1:${/\d+/.exec(said.toString())?.[0] ?? ""}`;
}

const RECEIVERS = [
  { language: "TypeScript", command: process.execPath, args: ["--import", "tsx", path.join(DIR, "receiver.ts")], here: true },
  { language: "Python", command: "python3", args: [path.join(DIR, "receiver.py")], here: hasPython },
];

describe.each(RECEIVERS)("the receiver in $language", ({ command, args, here }) => {
  it.skipIf(!here)("takes every kind of message once, knows what it has, and refuses a stranger and another content", async () => {
    const baseUrl = await listening(command, args);
    const adapter = createSignedJsonAdapter({ baseUrl, secret: SECRET });
    const sale = exampleSale();
    for (const message of [exampleMember(), sale, exampleRefund(sale, 4_000n)]) {
      expect((await adapter.deliver(message, false)).outcome.result).toBe("accepted");
      expect((await adapter.deliver(message, false)).outcome.result).toBe("duplicate");
      expect((await adapter.deliver(message, true)).outcome.result).toBe("duplicate");
    }
    const unseen = exampleSale();
    expect((await adapter.deliver(unseen, true)).exchanges.map(({ request }) => request.method)).toEqual(["GET", "POST"]);
    expect((await adapter.deliver({ ...sale, totalMinor: 1n }, false)).outcome).toMatchObject({ result: "refused", code: "other_content" });
    const stranger = createSignedJsonAdapter({ baseUrl, secret: `whsec_${Buffer.alloc(32, 8).toString("base64")}` });
    expect((await stranger.deliver(exampleSale(), false)).outcome).toMatchObject({ result: "retry", why: "answer 401" });
  });
});
