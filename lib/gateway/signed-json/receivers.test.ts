import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { exampleMember, exampleRefund, exampleSale } from "../commission.contract";
import { createSignedJsonAdapter } from "./adapter";

/** The receivers that we publish for programmers, run as they would run them. */
const DIR = path.resolve(import.meta.dirname, "../../../docs/receivers");
const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const store = mkdtempSync(path.join(tmpdir(), "receiver-"));
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});
afterAll(() => rmSync(store, { recursive: true, force: true }));

type Receiver = { readonly command: string; readonly args: (port: string) => readonly string[]; readonly here: boolean };

/** Each says on one of its outputs that it listens. */
async function listening({ command, args }: Receiver): Promise<string> {
  const port = await freePort();
  const child = spawn(command, args(port), { env: { ...process.env, SECRET, PORT: port, STORE: path.join(store, "taken.sqlite") }, stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  await Promise.race([once(child.stdout, "data"), once(child.stderr, "data")]);
  child.stdout.resume();
  child.stderr.resume();
  return `http://127.0.0.1:${port}`;
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return String(port);
}

function isHere(command: string, ...asked: string[]): boolean {
  const { status, stdout } = spawnSync(command, asked, { encoding: "utf8" });
  const here = status === 0 && stdout !== "";
  if (!here) console.warn(`${command} is not here: its receiver is not run.`);
  return here;
}

const RECEIVERS: readonly (Receiver & { readonly language: string })[] = [
  { language: "TypeScript", command: process.execPath, args: () => ["--import", "tsx", path.join(DIR, "receiver.ts")], here: true },
  { language: "Python", command: "python3", args: () => [path.join(DIR, "receiver.py")], here: isHere("python3", "--version") },
  { language: "PHP", command: "php", args: (port) => ["-S", `127.0.0.1:${port}`, path.join(DIR, "receiver.php")], here: isHere("php", "-r", "echo extension_loaded('pdo_sqlite') ? 'yes' : '';") },
];

describe.each(RECEIVERS)("the receiver in $language", (receiver) => {
  it.skipIf(!receiver.here)("takes every kind of message once, knows what it has, and refuses a stranger and another content", async () => {
    const baseUrl = await listening(receiver);
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
