import "server-only";
import { notifyOutbox } from "@/lib/jobs/notify";
import type { Jobs } from "@/lib/jobs/jobs";
import { hot } from "../database";
import { once } from "../once";

/** The jobs that run in this process, if any. */
export const running = (): { jobs: Jobs | null } => once("jobs", () => ({ jobs: null }));

/** Tells the relay that the outbox has something new. Call it after a commit, never inside the transaction. */
export function wakeJobs(): void {
  const { jobs } = running();
  if (jobs) jobs.wake();
  else notifyOutbox(hot());
}
