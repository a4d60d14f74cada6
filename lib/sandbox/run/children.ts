import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import path from "node:path";

export type ChildSettings = {
  /** How sentences call it. */
  readonly name: string;
  /** Arguments of Node: a script and its own. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A file for what it prints; "show" passes it on. */
  readonly output: { readonly file: string } | "show" | "keep";
};
export type Child = {
  readonly pid: number | undefined;
  /** Settles when the process has ended: its exit code, or null after a signal. Never rejects. */
  readonly ended: Promise<number | null>;
  /** The last lines that it printed. */
  readonly lastWords: () => string;
  /** Ends it and everything that it started: politely, and by force after five seconds. */
  readonly stop: () => Promise<void>;
};

const LIFELINE = path.join(import.meta.dirname, "lifeline.mjs");
const LINES_KEPT = 40;
const PATIENCE_MS = 5_000;

/** Starts a Node process in a process group of its own. Ctrl-C in the terminal reaches it through `stop` only, so that it ends in order. */
export function startChild({ name, args, env, output }: ChildSettings): Child {
  const process_ = spawn(process.execPath, ["--import", LIFELINE, ...args], { detached: true, env: { ...env, CAGNOTTE_PARENT: String(process.pid) } as unknown as NodeJS.ProcessEnv, stdio: ["pipe", "pipe", "pipe"] });
  const kept = keepOutput(process_, output);
  const ended = new Promise<number | null>((resolve) => {
    process_.once("error", (error) => {
      kept.push(`${name}: ${error.message}`);
      resolve(1);
    });
    process_.once("close", (code) => resolve(code));
  });
  return { pid: process_.pid, ended, lastWords: () => kept.join("\n"), stop: () => stopGroup(process_, ended) };
}

function keepOutput(process_: ChildProcess, output: ChildSettings["output"]): string[] {
  const kept: string[] = [];
  if (typeof output === "object") mkdirSync(path.dirname(output.file), { recursive: true });
  const file = typeof output === "object" ? createWriteStream(output.file, { flags: "w" }) : null;
  const take = (chunk: Buffer, show: NodeJS.WriteStream) => {
    file?.write(chunk);
    if (output === "show") show.write(chunk);
    kept.push(...chunk.toString("utf8").split("\n").filter(Boolean));
    kept.splice(0, kept.length - LINES_KEPT);
  };
  process_.stdout?.on("data", (chunk: Buffer) => take(chunk, process.stdout));
  process_.stderr?.on("data", (chunk: Buffer) => take(chunk, process.stderr));
  process_.once("close", () => file?.end());
  return kept;
}

async function stopGroup(process_: ChildProcess, ended: Promise<unknown>): Promise<void> {
  signalGroup(process_, "SIGTERM");
  const force = setTimeout(() => signalGroup(process_, "SIGKILL"), PATIENCE_MS);
  await ended;
  clearTimeout(force);
  // What it had started may outlive it.
  signalGroup(process_, "SIGKILL");
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone: that is what was wanted.
  }
}
