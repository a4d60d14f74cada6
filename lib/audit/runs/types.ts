import type { Id, MemberId } from "@/lib/kernel/id";
import type { AuditReport } from "../types";

export type AuditRequest = { readonly id: Id<"audit">; readonly by: MemberId; readonly at: Date };
/** `under_way`: one is enough at a time. */
export type AuditRequestOutcome = { readonly ok: true } | { readonly ok: false; readonly reason: "under_way" };

/** An audit that somebody asked for, and how far it is. */
export type AuditRun = {
  readonly id: Id<"audit">;
  readonly requestedBy: MemberId;
  readonly requestedAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly done: number;
  readonly total: number;
  readonly report: AuditReport | null;
  /** Why it could not run; null when it could, or is not over. */
  readonly failure: string | null;
};
