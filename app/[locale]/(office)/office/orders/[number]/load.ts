import "server-only";
import { readCompany } from "@/lib/company/queries";
import { type Id, newId } from "@/lib/kernel/id";
import { findOrderStory } from "@/lib/office/story/queries";
import type { OrderStory } from "@/lib/office/story/types";
import { listAlertsOf } from "@/lib/refund/alerts/queries";
import type { OrderAlert } from "@/lib/refund/alerts/types";
import { hasRight } from "@/lib/access/rules";
import { db } from "@/lib/web/database";
import { operatorWith } from "@/lib/web/viewer";

export type StoryView = OrderStory & {
  readonly timeZone: string;
  readonly mayRefund: boolean;
  readonly maySend: boolean;
  readonly mayReattribute: boolean;
  readonly sentBefore: boolean;
  /** The ids that the next parcel and the next deed will have: sent twice, they are one. */
  readonly parcel: Id<"parcel">;
  readonly deed: Id<"trail">;
  /** What about it waits for somebody, the oldest first. */
  readonly alerts: readonly OrderAlert[];
};

/** An order's whole story. `null`: not for this viewer; `"unknown"`: no such order. */
export async function loadStory(number: string): Promise<StoryView | "unknown" | null> {
  const by = await operatorWith("orders");
  if (!by) return null;
  const [story, { timeZone }] = await Promise.all([findOrderStory(db(), by, number.toUpperCase()), readCompany(db())]);
  if (!story) return "unknown";
  const { status, id } = story.whole.order;
  const sold = status === "paid" || status === "fulfilled";
  return {
    ...story, timeZone, alerts: await listAlertsOf(db(), id), mayRefund: hasRight(by.role, "refunds") && sold, maySend: sold, mayReattribute: hasRight(by.role, "ledger") && sold,
    sentBefore: story.events.some(({ kind }) => kind === "parcel" || kind === "fulfilled"), parcel: newId("parcel"), deed: newId("trail"),
  };
}
