import { setTimeout as pause } from "node:timers/promises";

/**
 * Starts a call at each of evenly spaced moments, whether earlier ones are through or not, and answers how long each took
 * from the moment when it was due: a server that stalls is charged for everybody who came meanwhile.
 * @returns milliseconds; Infinity for a call that failed
 */
export async function arrivals(perSecond: number, seconds: number, call: (n: number) => Promise<void>): Promise<{ readonly times: readonly number[]; readonly failures: readonly string[] }> {
  const started = performance.now();
  const failures: string[] = [];
  const times = await Promise.all(
    Array.from({ length: Math.round(perSecond * seconds) }, async (_, n) => {
      const due = started + (n * 1000) / perSecond;
      await pause(Math.max(0, due - performance.now()));
      try {
        await call(n);
        return performance.now() - due;
      } catch (error) {
        failures.push(error instanceof Error ? error.message : String(error));
        return Number.POSITIVE_INFINITY;
      }
    }),
  );
  return { times, failures };
}
