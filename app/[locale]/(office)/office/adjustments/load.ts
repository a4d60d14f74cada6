import "server-only";
import * as z from "zod";
import { readCompany } from "@/lib/company/queries";
import { type Id, parseId } from "@/lib/kernel/id";
import { listAdjustmentRequests } from "@/lib/membership/adjustments/queries";
import type { AdjustmentRequest } from "@/lib/membership/adjustments/types";
import { PAGE_MAX } from "@/lib/office/rules";
import type { Page } from "@/lib/office/types";
import { db } from "@/lib/web/database";
import { operatorWith } from "@/lib/web/viewer";

const PAGE = 50;

export const ANSWERS = ["approved", "declined"] as const;
const Query = z.object({
  answer: z.enum(ANSWERS).or(z.literal("")).catch(""),
  before: z.string().optional().catch(undefined).transform((text) => (text === undefined ? undefined : (parseId("trail", text) ?? undefined))),
});
type Answer = z.output<typeof Query>["answer"];

export type AdjustmentsView = { readonly asked: { readonly answer: Answer }; readonly waiting: readonly AdjustmentRequest[]; readonly decided: Page<AdjustmentRequest>; readonly timeZone: string };

/** What waits for a second person, and the page of answers that the address asks for; null for everybody without the right. */
export async function loadRequests(raw: Readonly<Record<string, string | string[] | undefined>>): Promise<AdjustmentsView | null> {
  if (!(await operatorWith("ledger"))) return null;
  const { answer, before } = Query.parse(raw);
  const [waiting, decided, { timeZone }] = await Promise.all([listAdjustmentRequests(db(), { waiting: true }), listDecided({ answer, before, limit: PAGE }), readCompany(db())]);
  return { asked: { answer }, waiting, decided, timeZone };
}

/** The same answers for a file: a way to read them page by page. Null for everybody without the right. */
export async function loadRequestsFile(raw: Readonly<Record<string, string>>) {
  if (!(await operatorWith("ledger"))) return null;
  const { answer } = Query.parse(raw);
  const { timeZone } = await readCompany(db());
  return { timeZone, page: (before: Id<"trail"> | undefined) => listDecided({ answer, before, limit: PAGE_MAX }) };
}

async function listDecided({ answer, before, limit }: { readonly answer: Answer; readonly before: Id<"trail"> | undefined; readonly limit: number }): Promise<Page<AdjustmentRequest>> {
  const found = await listAdjustmentRequests(db(), { waiting: false, approved: answer === "" ? undefined : answer === "approved", before, limit: limit + 1 });
  return { rows: found.slice(0, limit), more: found.length > limit };
}
