import "server-only";
import { readCompany } from "@/lib/company/queries";
import { findOrderStory } from "@/lib/office/queries";
import type { OrderStory } from "@/lib/office/types";
import { hasRight } from "@/lib/access/rules";
import { db } from "@/lib/web/database";
import { operatorWith } from "@/lib/web/viewer";

export type StoryView = OrderStory & { readonly timeZone: string; readonly mayRefund: boolean };

/** An order's whole story. `null`: not for this viewer; `"unknown"`: no such order. */
export async function loadStory(number: string): Promise<StoryView | "unknown" | null> {
  const by = await operatorWith("orders");
  if (!by) return null;
  const [story, { timeZone }] = await Promise.all([findOrderStory(db(), by, number.toUpperCase()), readCompany(db())]);
  if (!story) return "unknown";
  const { status } = story.whole.order;
  return { ...story, timeZone, mayRefund: hasRight(by.role, "refunds") && (status === "paid" || status === "fulfilled") };
}
