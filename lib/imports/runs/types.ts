import type { Id, MemberId } from "@/lib/kernel/id";
import type { ImportProblem, ImportReport } from "../types";

export type RunId = Id<"import">;
export const RUN_STATES = ["waiting", "running", "imported", "rehearsed", "refused", "cancelled", "failed"] as const;
export type RunState = (typeof RUN_STATES)[number];

/** What an operator asks for with a file. */
export type RunWish = {
  readonly fileName: string;
  readonly bytes: Buffer;
  readonly dryRun: boolean;
  readonly skipBad: boolean;
  readonly vatBps: number;
  readonly by: MemberId;
  readonly at: Date;
};

/** Which imports a list shows; `before`: only those that are older than this one. */
export type RunFilter = { readonly state?: RunState | undefined; readonly before?: RunId | undefined; readonly limit: number };

/** What a run's page tells of its report. */
export type RunReport = Omit<ImportReport, "slugs" | "outcome" | "problems"> & { readonly problems: readonly ImportProblem[] };

export type Run = {
  readonly id: RunId;
  readonly fileName: string;
  readonly fileBytes: number;
  readonly state: RunState;
  readonly dryRun: boolean;
  readonly skipBad: boolean;
  readonly askedAt: Date;
  readonly step: "check" | "write";
  readonly doneBytes: number;
  readonly cancelAskedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly report: RunReport | null;
};
