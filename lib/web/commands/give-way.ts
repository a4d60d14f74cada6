import { readdirSync } from "node:fs";
import { setPriority } from "node:os";

/**
 * Has a process give way to others of its machine. Linux keeps a priority for each thread, and those that tidy up its memory are busy, too; elsewhere
 * it is the process's.
 * @param niceness  0 to 19: the higher, the more
 */
export function giveWay(niceness: number, pid = process.pid): void {
  for (const thread of threadsOf(pid)) {
    try {
      setPriority(thread, niceness);
    } catch {
      // It has ended in the meantime.
    }
  }
}

function threadsOf(pid: number): readonly number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number);
  } catch {
    return [pid];
  }
}
