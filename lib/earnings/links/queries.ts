import "server-only";
import { eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { campaignLinks } from "@/db/schema/earnings";
import type { MemberId } from "@/lib/kernel/id";

/** The labels of a distributor's links, by the handle that carries them. */
export async function listLabels(reader: Reader, owner: MemberId): Promise<ReadonlyMap<string, string>> {
  const rows = await reader.select({ handle: campaignLinks.handle, label: campaignLinks.label }).from(campaignLinks).where(eq(campaignLinks.memberId, owner));
  return new Map(rows.map(({ handle, label }) => [handle, label]));
}
