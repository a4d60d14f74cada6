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
const key = z.string().optional().catch(undefined).transform((text) => (text === undefined ? undefined : (parseId("trail", text) ?? undefined)));
const Query = z.object({ answer: z.enum([...ANSWERS, "waiting", ""]).catch(""), before: key, /** The last one that waits of the page before. */ after: key });
type Answer = z.output<typeof Query>["answer"];

export type AdjustmentsView = { readonly asked: { readonly answer: Answer }; readonly waiting: Page<AdjustmentRequest>; readonly decided: Page<AdjustmentRequest>; readonly timeZone: string };

/** What waits for a second person, and the page of answers that the address asks for; null for everybody without the right. */
export async function loadRequests(raw: Readonly<Record<string, string | string[] | undefined>>): Promise<AdjustmentsView | null> {
  if (!(await operatorWith("ledger"))) return null;
  const { answer: given, before, after } = Query.parse(raw);
  const answer = given === "waiting" ? "" : given;
  const [waiting, decided, { timeZone }] = await Promise.all([pageOf("waiting", { last: after, limit: PAGE }), pageOf(answer, { last: before, limit: PAGE }), readCompany(db())]);
  return { asked: { answer }, waiting, decided, timeZone };
}

/** The same answers, or what waits, for a file: a way to read them page by page. Null for everybody without the right. */
export async function loadRequestsFile(raw: Readonly<Record<string, string>>) {
  if (!(await operatorWith("ledger"))) return null;
  const { answer } = Query.parse(raw);
  const { timeZone } = await readCompany(db());
  return { timeZone, page: (last: Id<"trail"> | undefined) => pageOf(answer, { last, limit: PAGE_MAX }) };
}

async function pageOf(answer: Answer, { last, limit }: { readonly last: Id<"trail"> | undefined; readonly limit: number }): Promise<Page<AdjustmentRequest>> {
  const found = await listAdjustmentRequests(db(), { waiting: answer === "waiting", approved: answer === "waiting" || answer === "" ? undefined : answer === "approved", last, limit: limit + 1 });
  return { rows: found.slice(0, limit), more: found.length > limit };
}
