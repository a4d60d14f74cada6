import "server-only";
import * as z from "zod";
import type { Operator } from "@/lib/access/types";
import { listAudits } from "@/lib/audit/runs/queries";
import type { AuditRun } from "@/lib/audit/runs/types";
import { readCompany } from "@/lib/company/queries";
import { atWallClock, wallClock } from "@/lib/kernel/clock";
import type { Currency } from "@/lib/kernel/money";
import { type CompanyTotal, listCompanyTotals } from "@/lib/ledger/queries";
import { findLastPosting, findTransactions, listAccountTotals, listLiability, listTransactions } from "@/lib/office/book/queries";
import type { AccountTotal, AgedLiability, BookFilter, BookTransaction } from "@/lib/office/book/types";
import { PAGE_MAX } from "@/lib/office/rules";
import type { Page } from "@/lib/office/types";
import { db } from "@/lib/web/database";
import { now } from "@/lib/web/time";
import { operatorWith } from "@/lib/web/viewer";

const PAGE = 25;
const DAY_MS = 86_400_000;

/** Kinds of postings, as the book names them. */
export const KINDS = ["cashback", "hold", "capture", "release", "refund", "refund_cancel", "dispute_hold", "dispute_release", "reattribute", "adjustment", "payout", "payout_return", "merge", "erasure"] as const;

const Query = z.object({
  key: z.string().max(120).catch(""),
  day: z.iso.date().catch(""),
  kind: z.enum(KINDS).or(z.literal("")).catch(""),
  /** `<milliseconds>.<id>` of the last transaction of the page before. */
  before: z.string().regex(/^\d{1,15}\.[0-9a-f-]{36}$/).optional().catch(undefined),
});
type Asked = Omit<z.output<typeof Query>, "before">;

export type LedgerView = {
  readonly asked: Asked;
  /** The day that is shown, `2026-11-26`; "" when a key was asked for, or nothing was ever posted. */
  readonly day: string;
  readonly page: Page<BookTransaction>;
  readonly older: string;
  readonly accounts: readonly AccountTotal[];
  readonly company: readonly CompanyTotal[];
  readonly liability: readonly AgedLiability[];
  readonly lastAudit: AuditRun | null;
  readonly currency: Currency;
  readonly timeZone: string;
};

type Raw = Readonly<Record<string, string | string[] | undefined>>;

/** What stands in the book, and the transactions that the address asks for; null for everybody without the right. */
export async function loadLedger(raw: Raw): Promise<LedgerView | null> {
  const by = await operatorWith("ledger");
  if (!by) return null;
  const { before, ...asked } = Query.parse(raw);
  const { currency, timeZone } = await readCompany(db());
  const day = asked.key.trim() === "" ? asked.day || (await lastDay(by, timeZone)) : "";
  const [page, accounts, company, liability, audits] = await Promise.all([
    day === "" ? found(by, asked.key) : listTransactions(db(), by, { ...filterOf(asked, day, timeZone), before: cursorOf(before), limit: PAGE }),
    listAccountTotals(db(), by, currency), listCompanyTotals(db(), timeZone), listLiability(db(), by, { currency, at: now() }), listAudits(db(), { limit: 1 }),
  ]);
  const last = page.rows.at(-1);
  return { asked, day, page, accounts, company, liability, lastAudit: audits[0] ?? null, currency, timeZone, older: last && page.more ? `${last.postedAt.getTime()}.${last.id}` : "" };
}

/** The transactions of the same address for a file: a page after the other. Null for everybody without the right. */
export async function loadLedgerFile(raw: Readonly<Record<string, string>>) {
  const by = await operatorWith("ledger");
  if (!by) return null;
  const { before: _before, ...asked } = Query.parse(raw);
  const { timeZone } = await readCompany(db());
  const day = asked.key.trim() === "" ? asked.day || (await lastDay(by, timeZone)) : "";
  const page = (last: BookTransaction | undefined): Promise<Page<BookTransaction>> => (day === "" ? found(by, asked.key) : listTransactions(db(), by, { ...filterOf(asked, day, timeZone), before: last, limit: PAGE_MAX }));
  return { timeZone, day, page };
}

/** What stands on the accounts, and what is owed by its age, for files; null for everybody without the right. */
export async function loadAccounts() {
  const by = await operatorWith("ledger");
  if (!by) return null;
  const { currency, timeZone } = await readCompany(db());
  const [accounts, company, liability] = await Promise.all([listAccountTotals(db(), by, currency), listCompanyTotals(db(), timeZone), listLiability(db(), by, { currency, at: now() })]);
  return { accounts, company: company.filter(({ total }) => total.currency === currency), liability, currency };
}

async function found(by: Operator, key: string): Promise<Page<BookTransaction>> {
  return { rows: key.trim() === "" ? [] : await findTransactions(db(), by, key), more: false };
}

async function lastDay(by: Operator, timeZone: string): Promise<string> {
  const at = await findLastPosting(db(), by);
  return at ? wallClock(at, timeZone).toISOString().slice(0, 10) : "";
}

function filterOf({ kind }: Asked, day: string, timeZone: string): Omit<BookFilter, "limit"> {
  const midnight = new Date(`${day}T00:00:00Z`);
  return { day: { from: atWallClock(midnight, timeZone), until: atWallClock(new Date(midnight.getTime() + DAY_MS), timeZone) }, kind: kind === "" ? undefined : kind };
}

function cursorOf(text: string | undefined): BookFilter["before"] {
  const [ms, id] = text?.split(".") ?? [];
  return ms && id ? { postedAt: new Date(Number(ms)), id } : undefined;
}
