import type { ApplicationId, MemberId } from "@/lib/kernel/id";

export type ApplicationStatus = "open" | "approved" | "refused";
/** A customer's wish to become a distributor. */
export type Application = { readonly id: ApplicationId; readonly status: ApplicationStatus; readonly motive: string; readonly createdAt: Date; readonly decidedAt: Date | null };
/** As operators see it. */
export type WaitingApplication = Application & { readonly member: MemberId; readonly name: string; readonly email: string; readonly orders: number };

/** What an operator decides. The reason is kept in the trail; a refused applicant is told that they may ask again. */
export type Decision = { readonly application: ApplicationId; readonly approve: boolean; readonly reason: string; readonly by: MemberId; readonly at: Date };

export type ApplyOutcome = { readonly ok: true } | { readonly ok: false; readonly reason: "closed" | "waits" | "no_customer" };
export type DecideOutcome = { readonly ok: true; readonly member: MemberId } | { readonly ok: false; readonly reason: "decided_before" | "no_customer" };
