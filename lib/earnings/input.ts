import * as z from "zod";
import { parseId } from "@/lib/kernel/id";
import { STAGES } from "@/lib/plan/types";
import { momentOf, shift } from "./rules";
import { CUSTOMER_ORDERS, type SaleFilter, SALE_STATES } from "./types";

/** Anything but a proper value is as if it were left out: an address that somebody has cut short still shows a page. */
const maybe = <T extends z.ZodType>(type: T) => type.optional().catch(undefined);
const text = z.string().trim().min(1);
const memberId = text.transform((value, context) => {
  const id = parseId("member", value);
  if (id === null) context.addIssue("not an id");
  return id ?? z.NEVER;
});
const day = z.iso.date();

/** What the list of sales is narrowed to, as it stands in the address. */
export const SaleQuery = z.object({
  q: maybe(text.max(60)),
  stage: maybe(z.enum(STAGES)),
  state: maybe(z.enum(SALE_STATES)),
  buyer: maybe(memberId),
  sharer: maybe(memberId),
  link: maybe(text.max(60)),
  from: maybe(day),
  until: maybe(day),
  after: maybe(text.transform((value, context) => {
    const id = parseId("order", value);
    if (id === null) context.addIssue("not an id");
    return id ?? z.NEVER;
  })),
});
export type SaleQuery = z.output<typeof SaleQuery>;

/** The filter that an address asks for: days are whole days of the company. */
export function filterOf({ q, stage, state, buyer, sharer, link, from, until }: SaleQuery, timeZone: string): SaleFilter {
  return {
    search: q, stage, state, buyer, sharer, link,
    from: from === undefined ? undefined : momentOf(`${from}T00:00:00`, timeZone),
    until: until === undefined ? undefined : momentOf(shift("day", `${until}T00:00:00`, 1), timeZone),
  };
}

/** The order of the list of customers, or the name searched in it, where its page begins, and who stands in the middle of the tree. */
export const CustomerQuery = z.object({ q: maybe(text.max(60)), by: maybe(z.enum(CUSTOMER_ORDERS)), after: maybe(memberId), of: maybe(memberId) });

/** A month of a statement, `2026-11`. */
export const MonthInput = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/);
