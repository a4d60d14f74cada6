import "server-only";
import { readCompany } from "@/lib/company/queries";
import type { MemberId } from "@/lib/kernel/id";
import { countShare } from "@/lib/members/sharing/commands";
import { db } from "./database";
import { now } from "./time";

/** The product whose page an address is; "" for every other page. */
export function productIn(page: string | null): string {
  return /\/products\/([a-z0-9]+(?:[-_][a-z0-9]+)*)(?:[?#]|$)/.exec(page ?? "")?.[1]?.slice(0, 120) ?? "";
}

/** Counts what a member's link did today, in the company's time zone. @param what.page an address of the page on which it happened */
export async function countForShop(member: MemberId, what: { readonly event: "visit" | "cart"; readonly page: string | null }): Promise<void> {
  const { timeZone } = await readCompany(db());
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(now());
  await countShare(db(), { member, day, product: productIn(what.page), event: what.event });
}
