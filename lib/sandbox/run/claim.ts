import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

type Claim = { readonly pid: number; readonly command: string; readonly appUrl: string };

/**
 * Takes a data folder for this process until `release`. Answers with the run that has it when it is taken;
 * a run that was killed does not count.
 */
export function claim(dataDir: string, mine: Omit<Claim, "pid">): { readonly release: () => void } | { readonly takenBy: Claim } {
  const file = path.join(dataDir, "run.json");
  mkdirSync(dataDir, { recursive: true });
  const body = JSON.stringify({ ...mine, pid: process.pid });
  for (let tries = 0; tries < 3; tries += 1) {
    try {
      writeFileSync(file, body, { flag: "wx" });
      return { release: () => rmSync(file, { force: true }) };
    } catch (error) {
      if (!existsSync(file)) throw error;
      const other = read(file);
      if (other && isAlive(other.pid)) return { takenBy: other };
      rmSync(file, { force: true });
    }
  }
  throw new Error(`${file} could not be written`);
}

function read(file: string): Claim | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Claim;
  } catch {
    // Half written by a run that was killed, or gone meanwhile: nobody's.
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  // After a restart of the machine the number may belong to somebody else.
  const words = `/proc/${pid}/cmdline`;
  return !existsSync(words) || readFileSync(words, "utf8").includes("sandbox/run");
}
