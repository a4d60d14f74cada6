import "server-only";
import { hasRight } from "@/lib/access/rules";
import { readCompany } from "@/lib/company/queries";
import { listBankFiles, listPayoutRows, readPayoutSettings, sumWaiting } from "@/lib/earnings/payouts/queries";
import { type Payout, PAYOUT_STATUSES, type PayoutRow, type PayoutSettings, type PayoutStatus } from "@/lib/earnings/payouts/types";
import { parseId } from "@/lib/kernel/id";
import type { Currency } from "@/lib/kernel/money";
import { db } from "@/lib/web/database";
import { operatorWith } from "@/lib/web/viewer";

const PAGE = 50;
/** What waits for somebody, and what is over. */
const LISTS = { open: ["requested", "approved", "sent"], ended: ["paid", "refused", "failed"] } as const satisfies Record<string, readonly PayoutStatus[]>;

export type PayoutsView = {
  readonly list: keyof typeof LISTS;
  readonly rows: readonly PayoutRow[];
  readonly next: Payout["id"] | null;
  readonly sums: Awaited<ReturnType<typeof sumWaiting>>;
  readonly files: Awaited<ReturnType<typeof listBankFiles>>;
  readonly settings: PayoutSettings;
  /** Whether the reader may change how the company pays out. */
  readonly maySet: boolean;
  readonly currency: Currency;
  readonly timeZone: string;
};

type Asked = { readonly list?: string | undefined; readonly after?: string | undefined };

/** Pay-outs for an operator with the right over the ledger; null for everybody else. */
export async function loadPayouts({ list: asked, after }: Asked): Promise<PayoutsView | null> {
  const by = await operatorWith("ledger");
  if (!by) return null;
  const list = asked === "ended" ? asked : "open";
  const { currency, timeZone } = await readCompany(db());
  const [rows, sums, files, settings] = await Promise.all([
    listPayoutRows(db(), { statuses: PAYOUT_STATUSES.filter((status) => (LISTS[list] as readonly PayoutStatus[]).includes(status)), after: after === undefined ? null : parseId("payout", after), limit: PAGE + 1 }),
    sumWaiting(db(), currency), listBankFiles(db()), readPayoutSettings(db()),
  ]);
  const shown = rows.slice(0, PAGE);
  return { list, rows: shown, next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null, sums, files, settings, maySet: hasRight(by.role, "settings"), currency, timeZone };
}
