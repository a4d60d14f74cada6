import "server-only";
import { cache } from "react";
import type { Place } from "@/lib/kernel/address";
import type { MemberId } from "@/lib/kernel/id";
import { findShop } from "@/lib/members/queries";
import type { ShopFinding } from "@/lib/members/types";
import { db } from "./database";
import { currentPlace } from "./place";

/**
 * Where the visitor is and whose shop it is. `owner` is null in the company's shop and under a handle that is nobody's. `link` is the handle
 * of a labelled link of that shop; null under its own address.
 */
export type CurrentShop = { readonly place: Place; readonly finding: ShopFinding | null; readonly owner: MemberId | null; readonly link: string | null };

/** The shop of this request's address, looked up once. A former handle counts as its owner's. */
export const currentShop = cache(async (): Promise<CurrentShop> => {
  const place = await currentPlace();
  if (place.handle === null) return { place, finding: null, owner: null, link: null };
  const finding = await findShop(db(), place.handle);
  const open = finding.kind === "moved" ? await findShop(db(), finding.handle) : finding;
  return { place, finding, ...(open.kind === "open" ? { owner: open.shop.memberId, link: open.link } : { owner: null, link: null }) };
});
