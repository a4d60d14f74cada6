import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { NEXT } from "./build";
import { type Child, startChild } from "./children";
import { closeAtEnd } from "./closing";
import { Sentence } from "./sentence";
import { ROOT } from "./sources";

export type AppSettings = {
  readonly mode: "start" | "dev";
  readonly port: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A file for its log; left out: the terminal. */
  readonly logFile?: string;
};

const HEAP_MB = 1024;

/**
 * A shop's environment with a bound for its heap; one that `NODE_OPTIONS` names comes last and wins. Where there is much memory, V8 lets what is used grow
 * fourfold before it looks for what is not; with a bound like this it tidies up in time, and a shop stays as large as it was after its first visitors.
 */
export function boundHeap(env: AppSettings["env"]): AppSettings["env"] {
  return { ...env, NODE_OPTIONS: `--max-old-space-size=${HEAP_MB} ${env["NODE_OPTIONS"] ?? ""}`.trim() };
}

const HOST = "127.0.0.1";
const STARTS_WITHIN_MS = 120_000;
const ASK_EVERY_MS = 100;

/** Starts the shop and answers when it is healthy. Throws a `Sentence` with its last words when it ends before, or takes more than two minutes. */
export async function startApp({ mode, port, env, logFile }: AppSettings): Promise<Child> {
  const child = startChild({
    name: "the shop",
    args: [NEXT, mode, ROOT, "--hostname", HOST, "--port", String(port)],
    env: mode === "start" ? boundHeap({ ...env, NODE_ENV: "production" }) : { ...env, NODE_ENV: "development" },
    output: logFile ? { file: logFile } : "show",
  });
  closeAtEnd(child.stop);
  let ended = false;
  void child.ended.then(() => (ended = true));
  const giveUpAt = Date.now() + STARTS_WITHIN_MS;
  while (!(await isHealthy(`http://${HOST}:${port}`))) {
    // oxlint-disable-next-line typescript/no-unnecessary-condition -- set by the promise above
    if (ended) throw new Sentence(`The shop ended before it was ready.\n${child.lastWords()}`);
    if (Date.now() > giveUpAt) throw new Sentence(`The shop was not ready after two minutes.\n${child.lastWords()}`);
    await pause(ASK_EVERY_MS);
  }
  return child;
}

/** Starts `npm run worker` beside a shop whose environment leaves the jobs to it. */
export function startWorker(env: AppSettings["env"], logFile: string): void {
  const args = ["--import", path.join(ROOT, "lib/web/commands/outside-the-server.mjs"), "--import", "tsx", path.join(ROOT, "lib/web/commands/worker.ts")];
  closeAtEnd(startChild({ name: "the worker", args, env: { ...env, NODE_ENV: "production" }, output: { file: logFile } }).stop);
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(30_000), redirect: "manual" });
    await answer.arrayBuffer();
    return answer.ok || answer.status === 404;
  } catch {
    // Not listening yet.
    return false;
  }
}
