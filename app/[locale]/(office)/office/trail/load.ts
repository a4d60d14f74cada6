import "server-only";
import * as z from "zod";
import type { Operator } from "@/lib/access/types";
import { readCompany } from "@/lib/company/queries";
import { midnights } from "@/lib/kernel/clock";
import { findMeant } from "@/lib/office/person/queries";
import { listActors, listTrail } from "@/lib/office/queries";
import { PAGE_MAX } from "@/lib/office/rules";
import type { Page, TrailFilter, TrailRow } from "@/lib/office/types";
import { findOrderByNumber } from "@/lib/order/queries";
import { db } from "@/lib/web/database";
import { operatorWith } from "@/lib/web/viewer";

const PAGE = 50;

/** The nouns that deeds begin with: `product` also begins `products`. */
export const NOUNS = ["order", "refund", "member", "plan", "product", "operator", "token", "forwarding", "audit", "distributors", "payout", "collection", "stock", "import", "settings", "application", "commission", "list"] as const;

const Day = z.iso.date().catch("");
const Query = z.object({
  q: z.string().max(120).catch(""),
  noun: z.enum(NOUNS).or(z.literal("")).catch(""),
  actor: z.string().max(60).catch(""),
  from: Day,
  until: Day,
  before: z.string().max(60).optional().catch(undefined),
});
type Query = z.output<typeof Query>;

export type TrailView = {
  readonly asked: Omit<Query, "before">;
  readonly page: Page<TrailRow>;
  readonly timeZone: string;
  readonly actors: readonly { readonly id: string; readonly name: string }[];
};

/** What was done, as the address asks for it; null for everybody without the right. */
export async function loadTrail(raw: Readonly<Record<string, string | string[] | undefined>>): Promise<TrailView | null> {
  const by = await operatorWith("trail");
  if (!by) return null;
  const { before, ...asked } = Query.parse(raw);
  const { timeZone } = await readCompany(db());
  const [page, actors] = await Promise.all([listTrail(db(), by, { ...(await filterOf(by, asked, timeZone)), before, limit: PAGE }), listActors(db(), by)]);
  return { asked, page, timeZone, actors };
}

/** The same rows for a file: a way to read them page by page. Null for everybody without the right. */
export async function loadTrailFile(raw: Readonly<Record<string, string>>) {
  const by = await operatorWith("trail");
  if (!by) return null;
  const { timeZone } = await readCompany(db());
  const filter = await filterOf(by, Query.parse(raw), timeZone);
  return { timeZone, page: (before: string | undefined) => listTrail(db(), by, { ...filter, before, limit: PAGE_MAX }) };
}

/** What somebody types is an order's number, a member in any of their names, an id, or words of a reason. */
async function filterOf(by: Operator, { q, noun, actor, from, until }: Omit<Query, "before">, timeZone: string): Promise<Omit<TrailFilter, "limit">> {
  const typed = q.trim();
  return {
    action: noun === "" ? undefined : noun, actor: actor === "" ? undefined : actor, ...midnights({ from, until }, timeZone),
    ...(typed === "" ? {} : await foundBy(by, typed)),
  };
}

async function foundBy(by: Operator, typed: string): Promise<Pick<TrailFilter, "subject" | "text">> {
  if (/^[a-z]{3}_[0-9a-f]{32}$/.test(typed)) return { subject: typed };
  const order = /^[0-9a-z]{4}-[0-9a-z]{4}$/i.test(typed) ? await findOrderByNumber(db(), typed.toUpperCase()) : null;
  const subject = order?.order.id ?? (await findMeant(db(), by, typed));
  return subject ? { subject } : { text: typed };
}
