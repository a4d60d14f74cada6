import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import path from "node:path";
import { appEnvironment, DEMO_SECRETS } from "@/lib/sandbox/run/settings";
import { closeAtEnd } from "@/lib/sandbox/run/closing";
import type { WireMessage } from "@/lib/gateway/signed-json/contract";

const ROOT = path.join(import.meta.dirname, "..", "..", "..");

/** A message in effect on the other side: in the order of their effect, with how often each was sent. */
export type Effect = { readonly receivedAt: string; readonly sent: number; readonly message: WireMessage };

/** The commission system as a process of its own, so that its work does not slow the one that measures. */
export type OtherSide = {
  readonly url: string;
  readonly misbehave: (how: { readonly failEvery?: number; readonly down?: boolean }) => Promise<void>;
  readonly count: () => Promise<number>;
  readonly effects: () => Promise<readonly Effect[]>;
};

export async function startOtherSide(): Promise<OtherSide> {
  const port = await freePort();
  const child = await startNode("lib/sandbox/commission/main.ts", { ...process.env, COMMISSION_PORT: String(port), COMMISSION_SECRET: DEMO_SECRETS.COMMISSION_SECRET });
  closeAtEnd(() => child.kill("SIGKILL"));
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    misbehave: async (how) => {
      await fetch(`${url}/_sandbox/settings`, { method: "PUT", body: JSON.stringify(how) });
    },
    count: async () => ((await (await fetch(`${url}/_sandbox/count`)).json()) as { count: number }).count,
    effects: async () => ((await (await fetch(`${url}/_sandbox/received`)).json()) as { received: Effect[] }).received,
  };
}

/** Worker processes; one can be killed without a word, and another takes its place. */
export type Workers = { readonly killOne: () => Promise<void> };

export async function startWorkers(count: number, at: { readonly databaseUrl: string; readonly commissionUrl: string }): Promise<Workers> {
  const addresses = { appUrl: "http://127.0.0.1:1", stripeUrl: "http://127.0.0.1:1", mailUrl: "http://127.0.0.1:1", smtpUrl: "smtp://127.0.0.1:1", ...at };
  const start = () => startNode("e2e/bench/forwarding/worker.ts", appEnvironment(addresses, {}));
  const running = await Promise.all(Array.from({ length: count }, start));
  closeAtEnd(() => running.forEach((child) => child.kill("SIGKILL")));
  return {
    killOne: async () => {
      const child = running.shift();
      child?.kill("SIGKILL");
      running.push(await start());
    },
  };
}

/** Starts a script and waits for its first words. */
async function startNode(script: string, env: Readonly<Record<string, string | undefined>>): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", path.join(ROOT, script)], { cwd: ROOT, env: env as unknown as NodeJS.ProcessEnv, stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`${script} ended with ${String(code)} before it was ready`);
  });
  ended.catch(() => undefined);
  await Promise.race([once(child.stdout, "data"), ended]);
  child.stdout.resume();
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}
