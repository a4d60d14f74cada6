import { z } from "zod";

/** How the simulator misbehaves and what it refuses; changed while it runs by `PUT /_sandbox/settings`. */
export const settingsSchema = z.strictObject({
  /** Waits so long before it does anything. */
  slowMs: z.int().min(0).max(120_000).default(0),
  /** Drops every connection without an answer. */
  down: z.boolean().default(false),
  /** Every n-th message gets a 500 and is not taken; 0 is never. */
  failEvery: z.int().min(0).default(0),
  /** Every n-th message is taken, and the answer is cut off in the middle. */
  cutOffEvery: z.int().min(0).default(0),
  /** Every n-th message is taken, and the answer is no JSON. */
  malformedEvery: z.int().min(0).default(0),
  /** Every n-th message gets a 429 with `Retry-After` and is not taken. */
  rateLimitEvery: z.int().min(0).default(0),
  retryAfterSeconds: z.int().min(0).max(3600).default(1),
  /** External ids of the distributors it knows; null knows everybody. A sale of an unknown one is refused. */
  knownDistributors: z.array(z.string()).nullable().default(null),
});

export type SimulatorSettings = z.infer<typeof settingsSchema>;
export type Fault = "fail" | "cut-off" | "malformed" | "rate-limit" | null;

/** What goes wrong with the n-th message, counted from 1. The first of rate limit, failure, cut-off, malformed answer. */
export function faultOf(settings: SimulatorSettings, n: number): Fault {
  const due = (every: number) => every > 0 && n % every === 0;
  if (due(settings.rateLimitEvery)) return "rate-limit";
  if (due(settings.failEvery)) return "fail";
  if (due(settings.cutOffEvery)) return "cut-off";
  if (due(settings.malformedEvery)) return "malformed";
  return null;
}
