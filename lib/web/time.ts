import "server-only";

/** The time, read once per request or job and handed down: nothing below the edge looks at a clock. */
export function now(): Date {
  return new Date();
}
