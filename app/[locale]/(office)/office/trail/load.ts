import "server-only";
import * as z from "zod";
import { readCompany } from "@/lib/company/queries";
import { listTrail } from "@/lib/office/queries";
import type { Page, TrailRow } from "@/lib/office/types";
import { db } from "@/lib/web/database";
import { operatorWith } from "@/lib/web/viewer";

const PAGE = 50;

const Query = z.object({
  action: z.string().max(60).regex(/^[a-z_]*\.?[a-z_]*$/).catch(""),
  subject: z.string().max(60).catch(""),
  before: z.string().max(60).optional().catch(undefined),
});

export type TrailView = { readonly asked: { readonly action: string; readonly subject: string }; readonly page: Page<TrailRow>; readonly timeZone: string };

/** What was done, as the address asks for it; null for everybody without the right. */
export async function loadTrail(raw: Readonly<Record<string, string | string[] | undefined>>): Promise<TrailView | null> {
  const by = await operatorWith("trail");
  if (!by) return null;
  const { action, subject, before } = Query.parse(raw);
  const [page, { timeZone }] = await Promise.all([listTrail(db(), by, { action, subject: subject.trim(), before, limit: PAGE }), readCompany(db())]);
  return { asked: { action, subject }, page, timeZone };
}
