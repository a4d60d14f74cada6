import "server-only";
import { readCompany } from "@/lib/company/queries";
import { countLink } from "@/lib/earnings/links/commands";
import { dateFormat } from "@/lib/kernel/formats";
import type { MemberId } from "@/lib/kernel/id";
import { countShare } from "@/lib/members/sharing/commands";
import { db } from "./database";
import { now } from "./time";

/** The product whose page an address is; "" for every other page. */
export function productIn(page: string | null): string {
  return /\/products\/([a-z0-9]+(?:[-_][a-z0-9]+)*)(?:[?#]|$)/.exec(page ?? "")?.[1]?.slice(0, 120) ?? "";
}

/** Whoever comes to a cart, a checkout or an order from elsewhere comes back from the payment page, and was counted before. */
export function comesFromPaying(page: string | null): boolean {
  return /\/(?:cart|checkout|order)(?:[/?#]|$)/.test(page ?? "");
}

/** Counts what a member's link did today, in the company's time zone. @param what.page an address of the page on which it happened */
export async function countForShop(member: MemberId, what: { readonly event: "visit" | "cart"; readonly page: string | null }): Promise<void> {
  await countShare(db(), { member, day: await today(), product: productIn(what.page), event: what.event });
}

/** Counts a visit of a shop by one of its labelled links, or by its own address where `link` is null. */
export async function countVisitOf(member: MemberId, link: string | null): Promise<void> {
  await countLink(db(), { member, link, day: await today(), visits: 1, carts: 0 });
}

/** Counts a cart that came into a shop by one of its labelled links, or by its own address. */
export async function countCartOf(member: MemberId, link: string | null): Promise<void> {
  await countLink(db(), { member, link, day: await today(), visits: 0, carts: 1 });
}

/** The company's day. */
async function today(): Promise<string> {
  const { timeZone } = await readCompany(db());
  return dateFormat("sv-SE", { timeZone, dateStyle: "short" }).format(now());
}
