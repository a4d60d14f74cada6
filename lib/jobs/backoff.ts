const FIRST_MS = 1_000;
const LONGEST_MS = 60 * 60 * 1_000;

/**
 * How long to wait after the n-th attempt failed: doubles from 1 s to 1 h, and the upper half is chance, so that
 * messages that failed together do not come back together.
 * @param attempt counted from 1
 * @param chance 0 to 1
 * @see DESIGN §6
 */
export function backoffMs(attempt: number, chance: number): number {
  const whole = Math.min(FIRST_MS * 2 ** Math.min(attempt, 20), LONGEST_MS);
  return Math.round(whole / 2 + (whole / 2) * chance);
}
