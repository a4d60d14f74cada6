import "server-only";
import { walletStream } from "@/components/live/address";
import { readCompany } from "@/lib/company/queries";
import { parseId } from "@/lib/kernel/id";
import { countUnread, listNotices } from "@/lib/notify/bell/queries";
import type { Notice } from "@/lib/notify/bell/types";
import { listOrderNumbers } from "@/lib/order/queries";
import { db } from "@/lib/web/database";
import { signedIn } from "@/lib/web/viewer";

const PAGE = 30;

export type NoticesView = {
  readonly stream: string;
  readonly notices: readonly (Notice & { readonly number: string })[];
  readonly unread: number;
  /** What the next page begins before; null on the last one. */
  readonly older: string | null;
  readonly timeZone: string;
};

/** What the bell's page shows; null for a visitor. */
export async function loadNotices(before: string | undefined): Promise<NoticesView | null> {
  const who = await signedIn();
  if (!who) return null;
  const [rows, unread, { timeZone }] = await Promise.all([
    listNotices(db(), who.id, { before: before === undefined ? null : parseId("notice", before), limit: PAGE }), countUnread(db(), who.id), readCompany(db()),
  ]);
  const numbers = await listOrderNumbers(db(), rows.flatMap(({ order }) => order ?? []));
  const notices = rows.map((row) => ({ ...row, number: (row.order && numbers.get(row.order)) ?? "" }));
  return { stream: walletStream(who.id), notices, unread, older: rows.length < PAGE ? null : (rows.at(-1)?.id ?? null), timeZone };
}
