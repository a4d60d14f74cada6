import "server-only";
import { type Desk, openDesk } from "@/lib/jobs/desk";
import { environment } from "../env";
import { once } from "../once";
import { wakeJobs } from "./wake";

const held = (): { opening: Promise<Desk> | null } => once("desk", () => ({ opening: null }));

/** The operators' desk on the queues, opened at its first use and kept. Throws when the database is away; the next call tries again. */
export function desk(): Promise<Desk> {
  const state = held();
  state.opening ??= openDesk(environment().databaseUrl).catch((error: unknown) => {
    state.opening = null;
    throw error;
  });
  return state.opening;
}

/** Has every process look for work: what an operator set going again, and what went back to the outbox. Call it after the commit. */
export async function wakeEverybody(): Promise<void> {
  wakeJobs();
  await (await desk()).wakeWorkers();
}

/** Lets go of the desk, if anybody opened it. */
export async function closeDesk(): Promise<void> {
  const { opening } = held();
  held().opening = null;
  await (await opening)?.close();
}
