import "server-only";
import * as z from "zod";
import { readCompany } from "@/lib/company/queries";
import type { MemberId, OrderId } from "@/lib/kernel/id";
import { toDecimal, type Money } from "@/lib/kernel/money";
import type { Locale } from "@/lib/kernel/locale";
import { listMembers, listOrders } from "@/lib/office/queries";
import { PAGE_MAX } from "@/lib/office/rules";
import { MEMBER_ROLES, MEMBER_STATES, ORDER_STATES } from "@/lib/office/types";
import { STAGES } from "@/lib/plan/types";
import { db } from "../database";
import { operatorWith } from "../viewer";
import { words } from "../words";
import type { MakeExport } from "./types";

/** A million rows: more than a spreadsheet opens. */
const PAGES_MAX = 5_000;
const OrdersQuery = z.object({ q: z.string().max(120).catch(""), status: z.enum(ORDER_STATES).optional().catch(undefined), stage: z.enum(STAGES).optional().catch(undefined) });
const MembersQuery = z.object({ q: z.string().max(120).catch(""), role: z.enum(MEMBER_ROLES).optional().catch(undefined), status: z.enum(MEMBER_STATES).optional().catch(undefined) });

/** Amounts as the language writes them. */
const amountIn = (locale: Locale) => (value: Money): string => (locale === "fr" ? toDecimal(value).replace(".", ",") : toDecimal(value));
const momentIn = (timeZone: string) => new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", timeZone });

/** The orders that the list shows, all of them. */
export const exportOrders: MakeExport = async (query, locale) => {
  const by = await operatorWith("orders");
  if (!by) return null;
  const { q, status, stage } = OrdersQuery.parse(query);
  const { currency, timeZone } = await readCompany(db());
  const [amount, time, t] = [amountIn(locale), momentIn(timeZone), words(locale, "officeOrders")];
  async function* rows(): AsyncGenerator<readonly string[]> {
    const head = words(locale, "officeExports");
    yield [head("number"), head("placedAt"), head("name"), head("status"), head("stage"), head("sponsor"), head("total"), head("refunded"), head("pool"), head("currency")];
    let before: OrderId | undefined;
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const found = await listOrders(db(), by as NonNullable<typeof by>, { search: q, status, stage, before, currency, limit: PAGE_MAX });
      for (const row of found.rows) yield [row.number, time.format(row.placedAt), row.name ?? "", t(`states.${row.status}`), t(`stages.${row.stage}`), row.sponsor ?? "", amount(row.total), amount(row.refunded), amount(row.pool), row.total.currency];
      before = found.rows.at(-1)?.id;
      if (!found.more) return;
    }
  }
  return { name: locale === "fr" ? "commandes" : "orders", rows: rows() };
};

/** The members that the list shows, all of them. */
export const exportMembers: MakeExport = async (query, locale) => {
  const by = await operatorWith("members");
  if (!by) return null;
  const { q, role, status } = MembersQuery.parse(query);
  const { timeZone } = await readCompany(db());
  const [time, t] = [momentIn(timeZone), words(locale, "officeMembers")];
  async function* rows(): AsyncGenerator<readonly string[]> {
    const head = words(locale, "officeExports");
    yield [head("member"), head("since"), head("firstName"), head("lastName"), head("email"), head("handle"), head("role"), head("status"), head("parent")];
    let before: MemberId | undefined;
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const found = await listMembers(db(), by as NonNullable<typeof by>, { search: q, role, status, before, limit: PAGE_MAX });
      for (const row of found.rows) yield [row.id, time.format(row.createdAt), row.firstName, row.lastName, row.email ?? "", row.handle ?? "", t(`roles.${row.role}`), t(`states.${row.status}`), row.parent ?? ""];
      before = found.rows.at(-1)?.id;
      if (!found.more) return;
    }
  }
  return { name: locale === "fr" ? "membres" : "members", rows: rows() };
};
