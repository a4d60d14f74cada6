import type { ApplicationId, MemberId } from "@/lib/kernel/id";

export const APPLICATION_STATES = ["open", "approved", "refused"] as const;
export type ApplicationStatus = (typeof APPLICATION_STATES)[number];
/** A customer's wish to become a distributor. */
export type Application = { readonly id: ApplicationId; readonly status: ApplicationStatus; readonly motive: string; readonly createdAt: Date; readonly decidedAt: Date | null };
/** As operators see it: who asks, how many paid orders they have, and who decided. */
export type OfficeApplication = Application & { readonly member: MemberId; readonly name: string; readonly email: string; readonly orders: number; readonly decidedByName: string | null };
/** A page of applications: those in a state whose applicant's name or address has the text in it, after the last one of the page before. */
export type ApplicationFilter = { readonly status: ApplicationStatus; readonly search: string; readonly after: ApplicationId | undefined; readonly limit: number };

/** What an operator decides. The reason is kept in the trail; a refused applicant is told that they may ask again. */
export type Decision = { readonly application: ApplicationId; readonly approve: boolean; readonly reason: string; readonly by: MemberId; readonly at: Date };

export type ApplyOutcome = { readonly ok: true } | { readonly ok: false; readonly reason: "closed" | "waits" | "no_customer" };
export type DecideOutcome = { readonly ok: true; readonly member: MemberId } | { readonly ok: false; readonly reason: "decided_before" | "no_customer" };
