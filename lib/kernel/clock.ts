import { dateFormat } from "./formats";
import { invariant } from "./invariant";

const DAY_MS = 86_400_000;

const clockOf = (timeZone: string): Intl.DateTimeFormat => dateFormat("en-US", {
  timeZone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit",
  hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3,
});

/** What a clock on the wall shows, written as if it were UTC. */
export function wallClock(at: Date, timeZone: string): Date {
  const parts = clockOf(timeZone).formatToParts(at);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? "";
  return new Date(
    `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}:${part("second")}.${part("fractionalSecond")}Z`,
  );
}

/** The midnights around calendar days: the first day's, and the one that ends the last; undefined where a day is "". `2026-11-26` */
export function midnights({ from, until }: { readonly from: string; readonly until: string }, timeZone: string): { readonly from: Date | undefined; readonly until: Date | undefined } {
  const midnight = (day: string, later: number) => (day === "" ? undefined : atWallClock(new Date(Date.parse(`${day}T00:00:00Z`) + later * DAY_MS), timeZone));
  return { from: midnight(from, 0), until: midnight(until, 1) };
}

/** The moment when the clock on the wall shows this. */
export function atWallClock(wall: Date, timeZone: string): Date {
  const offset = (at: Date) => wallClock(at, timeZone).getTime() - at.getTime();
  const before = offset(new Date(wall.getTime() - DAY_MS));
  const after = offset(new Date(wall.getTime() + DAY_MS));
  const asAfter = new Date(wall.getTime() - after);
  const ends = offset(asAfter) === after ? asAfter : new Date(wall.getTime() - before);
  invariant(!Object.is(ends.getTime(), NaN), `not a moment in ${timeZone}`);
  return ends;
}
