import "server-only";
import { readCompany } from "@/lib/company/queries";
import { type Id, newId, parseId } from "@/lib/kernel/id";
import { listToSend } from "@/lib/office/story/queries";
import type { OrderToSend } from "@/lib/office/story/types";
import { db } from "@/lib/web/database";
import { operatorWith } from "@/lib/web/viewer";

/** How many orders are packed in one go. */
const PAGE = 25;
const FILE_PAGE = 200;

export type ToSendView = { readonly rows: readonly (OrderToSend & { readonly parcel: Id<"parcel"> })[]; readonly more: boolean; readonly timeZone: string };

/** Paid orders that wait for their parcel, the oldest first; null for everybody without the right. */
export async function loadToSend(after: string | string[] | undefined): Promise<ToSendView | null> {
  const by = await operatorWith("orders");
  if (!by) return null;
  const from = typeof after === "string" ? parseId("order", after) : null;
  const [{ rows, more }, { timeZone }] = await Promise.all([listToSend(db(), by, { after: from, limit: PAGE }), readCompany(db())]);
  return { rows: rows.map((row) => ({ ...row, parcel: newId("parcel") })), more, timeZone };
}

/** The same orders for a file: a way to read them page by page. Null for everybody without the right. */
export async function loadToSendFile() {
  const by = await operatorWith("orders");
  if (!by) return null;
  const { timeZone } = await readCompany(db());
  return { timeZone, page: (after: OrderToSend["id"] | undefined) => listToSend(db(), by, { after: after ?? null, limit: FILE_PAGE }) };
}
