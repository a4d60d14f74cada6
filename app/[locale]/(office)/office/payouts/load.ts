import "server-only";
import * as z from "zod";
import { hasRight } from "@/lib/access/rules";
import { readCompany } from "@/lib/company/queries";
import { listBankFiles, listPayoutRows, readPayoutSettings, sumWaiting } from "@/lib/earnings/payouts/queries";
import type { Payout, PayoutRow, PayoutSettings, PayoutStatus } from "@/lib/earnings/payouts/types";
import { parseId } from "@/lib/kernel/id";
import type { Currency } from "@/lib/kernel/money";
import type { Page } from "@/lib/office/types";
import { db } from "@/lib/web/database";
import { operatorWith } from "@/lib/web/viewer";

const PAGE = 50;
const FILES = 20;
const FILE_PAGE = 100;
/** What waits for somebody, and what is over. */
export const LISTS = { open: ["requested", "approved", "sent"], ended: ["paid", "refused", "failed"] } as const satisfies Record<string, readonly PayoutStatus[]>;

type PayoutList = keyof typeof LISTS;

const Query = z.object({
  list: z.enum(["open", "ended"]).catch("open"),
  after: z.string().optional().catch(undefined).transform((text) => (text === undefined ? null : parseId("payout", text))),
  /** The last bank file of the page before. */
  files: z.string().max(100).optional().catch(undefined),
});

export type PayoutsView = {
  readonly asked: { readonly list: PayoutList };
  readonly rows: readonly PayoutRow[];
  readonly next: Payout["id"] | null;
  readonly sums: Awaited<ReturnType<typeof sumWaiting>>;
  readonly files: Awaited<ReturnType<typeof listBankFiles>>;
  /** The last of these files, when there are older ones. */
  readonly olderFiles: string | null;
  readonly settings: PayoutSettings;
  /** Whether the reader may change how the company pays out. */
  readonly maySet: boolean;
  readonly currency: Currency;
  readonly timeZone: string;
};

/** Pay-outs for an operator with the right over the ledger; null for everybody else. */
export async function loadPayouts(raw: Readonly<Record<string, string | string[] | undefined>>): Promise<PayoutsView | null> {
  const by = await operatorWith("ledger");
  if (!by) return null;
  const { list, after, files: before } = Query.parse(raw);
  const { currency, timeZone } = await readCompany(db());
  const [{ rows, more }, sums, files, settings] = await Promise.all([pageOf(list, { after, limit: PAGE }), sumWaiting(db(), currency), listBankFiles(db(), { before, limit: FILES + 1 }), readPayoutSettings(db())]);
  const shown = files.slice(0, FILES);
  return {
    asked: { list }, rows, next: more ? (rows.at(-1)?.id ?? null) : null, sums, files: shown, olderFiles: files.length > FILES ? (shown.at(-1)?.id ?? null) : null,
    settings, maySet: hasRight(by.role, "settings"), currency, timeZone,
  };
}

/** The same pay-outs for a file: a way to read them page by page. Null for everybody without the right. */
export async function loadPayoutsFile(raw: Readonly<Record<string, string>>) {
  if (!(await operatorWith("ledger"))) return null;
  const { list } = Query.parse(raw);
  const { timeZone } = await readCompany(db());
  return { timeZone, page: (after: Payout["id"] | undefined) => pageOf(list, { after: after ?? null, limit: FILE_PAGE }) };
}

async function pageOf(list: PayoutList, { after, limit }: { readonly after: Payout["id"] | null; readonly limit: number }): Promise<Page<PayoutRow>> {
  const found = await listPayoutRows(db(), { statuses: LISTS[list], after, limit: limit + 1 });
  return { rows: found.slice(0, limit), more: found.length > limit };
}
