import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { campaignLinks, earningTotals, linkTotals } from "@/db/schema/earnings";
import type { MemberId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import type { Book } from "../types";
import type { LinkNumbers } from "./types";

/** The labels of a distributor's links, by the handle that carries them. */
export async function listLabels(reader: Reader, owner: MemberId): Promise<ReadonlyMap<string, string>> {
  const rows = await reader.select({ handle: campaignLinks.handle, label: campaignLinks.label }).from(campaignLinks).where(eq(campaignLinks.memberId, owner));
  return new Map(rows.map(({ handle, label }) => [handle, label]));
}

/** Whether a handle is a labelled link of this member. */
export async function isLinkOf(reader: Reader, owner: MemberId, handle: string): Promise<boolean> {
  const rows = await reader.select({ handle: campaignLinks.handle }).from(campaignLinks).where(and(eq(campaignLinks.handle, handle), eq(campaignLinks.memberId, owner)));
  return rows.length > 0;
}

/** What each link did since the beginning: the shop's own address first, then the labelled ones, oldest first. Sums of sums: a million orders cost what a thousand do. */
export async function listLinks(reader: Reader, { owner, currency }: Book, ownHandle: string): Promise<LinkNumbers[]> {
  const [links, counts, sums] = await Promise.all([
    reader.select().from(campaignLinks).where(eq(campaignLinks.memberId, owner)).orderBy(asc(campaignLinks.createdAt), asc(campaignLinks.handle)),
    reader.select({ handle: linkTotals.handle, visits: linkTotals.visits, carts: linkTotals.carts }).from(linkTotals).where(eq(linkTotals.memberId, owner)),
    reader.select({ handle: earningTotals.of, orders: sql<number>`sum(${earningTotals.orders})::int`, minor: sql<string>`sum(${earningTotals.earnedMinor} - ${earningTotals.takenBackMinor})` }).from(earningTotals)
      .where(and(eq(earningTotals.ownerId, owner), eq(earningTotals.currency, currency), eq(earningTotals.grain, "year"), eq(earningTotals.dimension, "link"))).groupBy(earningTotals.of),
  ]);
  const numbersOf = (key: string, about: Pick<LinkNumbers, "handle" | "label" | "archived">): LinkNumbers => {
    const came = counts.find(({ handle }) => handle === key);
    const sold = sums.find(({ handle }) => handle === key);
    return { ...about, visits: came?.visits ?? 0, carts: came?.carts ?? 0, orders: sold?.orders ?? 0, earned: money(BigInt(sold?.minor ?? 0), currency) };
  };
  return [
    numbersOf("", { handle: ownHandle, label: null, archived: false }),
    ...links.map(({ handle, label, archivedAt }) => numbersOf(handle, { handle, label, archived: archivedAt !== null })),
  ];
}
