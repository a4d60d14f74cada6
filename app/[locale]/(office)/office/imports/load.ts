import "server-only";
import * as z from "zod";
import { readCompany } from "@/lib/company/queries";
import { findRun, listRuns } from "@/lib/imports/runs/queries";
import { type Run, RUN_STATES, type RunId, type RunState } from "@/lib/imports/runs/types";
import { parseId } from "@/lib/kernel/id";
import { PAGE_MAX } from "@/lib/office/rules";
import type { Page } from "@/lib/office/types";
import { db } from "@/lib/web/database";
import { operatorWith } from "@/lib/web/viewer";

const PAGE = 25;

const Query = z.object({
  state: z.enum(RUN_STATES).or(z.literal("")).catch(""),
  before: z.string().optional().catch(undefined).transform((text) => (text === undefined ? undefined : (parseId("import", text) ?? undefined))),
});

export type RunsView = { readonly asked: { readonly state: RunState | "" }; readonly page: Page<Run>; readonly timeZone: string };

/** The imports that the address asks for; null for everybody without the right. */
export async function loadRuns(raw: Readonly<Record<string, string | string[] | undefined>>): Promise<RunsView | null> {
  if (!(await operatorWith("catalogue"))) return null;
  const { state, before } = Query.parse(raw);
  const [page, { timeZone }] = await Promise.all([pageOf({ state, before, limit: PAGE }), readCompany(db())]);
  return { asked: { state }, page, timeZone };
}

/** The same imports for a file: a way to read them page by page. Null for everybody without the right. */
export async function loadRunsFile(raw: Readonly<Record<string, string>>) {
  if (!(await operatorWith("catalogue"))) return null;
  const { state } = Query.parse(raw);
  const { timeZone } = await readCompany(db());
  return { timeZone, page: (before: RunId | undefined) => pageOf({ state, before, limit: PAGE_MAX }) };
}

async function pageOf({ state, before, limit }: { readonly state: RunState | ""; readonly before: RunId | undefined; readonly limit: number }): Promise<Page<Run>> {
  const found = await listRuns(db(), { state: state === "" ? undefined : state, before, limit: limit + 1 });
  return { rows: found.slice(0, limit), more: found.length > limit };
}

/** One import; null for everybody without the right, and when there is none. */
export async function loadRun(text: string): Promise<Run | null> {
  const [by, id] = [await operatorWith("catalogue"), parseId("import", text)];
  return by && id ? findRun(db(), id) : null;
}
