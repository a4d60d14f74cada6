import "server-only";
import * as z from "zod";
import { readCompany } from "@/lib/company/queries";
import { midnights } from "@/lib/kernel/clock";
import { type MemberId, parseId } from "@/lib/kernel/id";
import { listOrders, namesOf } from "@/lib/office/queries";
import { ORDER_STATES, type OrderRow, type OrderState, type Page } from "@/lib/office/types";
import { STAGES, type Stage } from "@/lib/plan/types";
import { db } from "@/lib/web/database";
import { operatorWith } from "@/lib/web/viewer";

/** How many orders a page shows. */
const PAGE = 50;

const Day = z.iso.date().catch("");

/** What the address asks for; what makes no sense in it is left out. */
export const OrdersQuery = z.object({
  q: z.string().max(120).catch(""),
  status: z.enum(ORDER_STATES).optional().catch(undefined),
  stage: z.enum(STAGES).optional().catch(undefined),
  from: Day,
  until: Day,
  /** One member's orders, whatever address they were placed with. */
  buyer: z.string().optional().catch(undefined).transform((text) => (text === undefined ? undefined : (parseId("member", text) ?? undefined))),
  before: z.string().optional().catch(undefined).transform((text) => (text === undefined ? undefined : (parseId("order", text) ?? undefined))),
});
export type OrdersQuery = z.output<typeof OrdersQuery>;

export type OrdersView = {
  readonly asked: { readonly search: string; readonly status: OrderState | ""; readonly stage: Stage | ""; readonly from: string; readonly until: string; readonly buyer: MemberId | "" };
  /** Whose orders they are, when they are one member's; null: nobody of that id. */
  readonly buyer: string | null;
  readonly page: Page<OrderRow>;
  readonly timeZone: string;
};

/** The orders that the address asks for; null for everybody without the right. */
export async function loadOrders(raw: Readonly<Record<string, string | string[] | undefined>>): Promise<OrdersView | null> {
  const by = await operatorWith("orders");
  if (!by) return null;
  const { q, status, stage, from, until, buyer, before } = OrdersQuery.parse(raw);
  const { currency, timeZone } = await readCompany(db());
  const [page, names] = await Promise.all([listOrders(db(), by, { search: q, status, stage, ...midnights({ from, until }, timeZone), buyer, before, limit: PAGE, currency }), namesOf(db(), buyer === undefined ? [] : [buyer])]);
  return { asked: { search: q, status: status ?? "", stage: stage ?? "", from, until, buyer: buyer ?? "" }, buyer: buyer === undefined ? null : (names.get(buyer) ?? null), page, timeZone };
}
