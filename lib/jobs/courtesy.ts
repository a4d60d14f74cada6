import "server-only";
import { performance } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";

/** What a thread asked for of the processor and what it got, in ms since it began. */
type Share = { readonly askedMs: number; readonly gotMs: number };

/** Who spends more than this part of the time waiting for the processor is in the way of others. */
const CROWDED = 0.2;
/** Over how long that is judged. */
const WINDOW_MS = 250;
const FIRST_PAUSE_MS = 64;
const LONGEST_PAUSE_MS = 1_024;
/** A rush is over when nothing new was heard of for this long. */
const RUSH_OVER_MS = 1_000;
/** What lasts longer is no rush: nobody waits for a mail until the shop is empty. */
const LONGEST_RUSH_MS = 60_000;

/**
 * Has jobs stand back in a rush, where those who bring the work need the same machine. A low priority alone does not do that: whoever waits for an
 * answer leaves the processor to others meanwhile, and jobs take it. While new work keeps coming and this thread waits for the processor a
 * fifth of the time, the pause before the next messages grows fourfold, up to a second; else it is halved. What was put off is done at full pace
 * after the rush, when the jobs themselves are what the machine is crowded with, and after a minute in any case.
 */
export class Courtesy {
  readonly #read: () => Share;
  readonly #now: () => number;
  #judged: Share & { readonly at: number };
  #heardAt = Number.NEGATIVE_INFINITY;
  #rushSince: number | null = null;
  #pauseMs = 0;

  constructor(read: () => Share = shareOfThisThread, now: () => number = () => performance.now()) {
    this.#read = read;
    this.#now = now;
    this.#judged = { ...read(), at: now() };
  }

  /** There is new work. */
  heard(): void {
    this.#heardAt = this.#now();
  }

  /** Waits until it is polite to take the next messages. */
  async standBack(): Promise<void> {
    const pause = this.pauseMs();
    if (pause > 0) await wait(pause);
  }

  /** How long that is now; 0 where nobody else is in need. */
  pauseMs(): number {
    const at = this.#now();
    if (at - this.#judged.at >= WINDOW_MS) this.#judge(at);
    return this.#rushSince !== null && at - this.#rushSince <= LONGEST_RUSH_MS ? this.#pauseMs : 0;
  }

  #judge(at: number): void {
    const share = this.#read();
    const waited = share.askedMs - this.#judged.askedMs - (share.gotMs - this.#judged.gotMs);
    const crowded = waited > (at - this.#judged.at) * CROWDED;
    this.#judged = { ...share, at };
    if (at - this.#heardAt > RUSH_OVER_MS) this.#pauseMs = 0;
    else if (crowded) this.#pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, this.#pauseMs * 4));
    else this.#pauseMs = this.#pauseMs > FIRST_PAUSE_MS ? this.#pauseMs / 2 : 0;
    if (this.#pauseMs === 0) this.#rushSince = null;
    else this.#rushSince ??= at;
  }
}

/** A thread asks for the processor whenever its event loop has something to do. */
function shareOfThisThread(): Share {
  const { user, system } = process.threadCpuUsage();
  return { askedMs: performance.eventLoopUtilization().active, gotMs: (user + system) / 1_000 };
}
