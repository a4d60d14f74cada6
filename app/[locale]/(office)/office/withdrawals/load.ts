import "server-only";
import * as z from "zod";
import { readCompany } from "@/lib/company/queries";
import { parseId } from "@/lib/kernel/id";
import { db } from "@/lib/web/database";
import { operatorWith } from "@/lib/web/viewer";
import { listOfficeWithdrawals } from "@/lib/withdrawal/queries";
import type { OfficeWithdrawal, WithdrawalFilter } from "@/lib/withdrawal/types";

const PAGE = 25;

export const STATES = ["waiting", "ended"] as const satisfies readonly WithdrawalFilter["state"][];

/** What the address asks for; what makes no sense in it is left out. */
export const WithdrawalsQuery = z.object({
  q: z.string().max(120).catch(""),
  state: z.enum(STATES).catch("waiting"),
  after: z.string().optional().catch(undefined).transform((text) => (text === undefined ? undefined : (parseId("withdrawal", text) ?? undefined))),
});

export type WithdrawalsView = {
  readonly asked: { readonly q: string; readonly state: WithdrawalFilter["state"] };
  readonly rows: readonly OfficeWithdrawal[];
  readonly more: boolean;
  readonly timeZone: string;
};

/** The withdrawals that the address asks for; null for everybody without the right. */
export async function loadWithdrawals(raw: Readonly<Record<string, string | string[] | undefined>>): Promise<WithdrawalsView | null> {
  if (!(await operatorWith("refunds"))) return null;
  const { q, state, after } = WithdrawalsQuery.parse(raw);
  const [page, { timeZone }] = await Promise.all([listOfficeWithdrawals(db(), { search: q, state, after, limit: PAGE }), readCompany(db())]);
  return { asked: { q, state }, ...page, timeZone };
}
