import "server-only";
import { hasRight } from "@/lib/access/rules";
import type { Operator } from "@/lib/access/types";
import { chainOf } from "@/lib/attribution/queries";
import { readCompany } from "@/lib/company/queries";
import { type Id, type MemberId, newId, parseId } from "@/lib/kernel/id";
import type { Currency, Money } from "@/lib/kernel/money";
import { findWallets } from "@/lib/ledger/queries";
import { parseOrderScope } from "@/lib/ledger/rules";
import { readStatement } from "@/lib/ledger/statement/queries";
import type { StatementLine, WalletAccount, Wallets } from "@/lib/ledger/types";
import { listAdjustmentRequests, readAdjustmentSettings } from "@/lib/membership/adjustments/queries";
import type { AdjustmentRequest } from "@/lib/membership/adjustments/types";
import { findOfficeMember, listBelow, listPeople } from "@/lib/office/person/queries";
import type { OfficeMember, TreePerson } from "@/lib/office/person/types";
import { listOrders, listTrail } from "@/lib/office/queries";
import { PAGE_MAX } from "@/lib/office/rules";
import type { OrderRow, Page, TrailRow } from "@/lib/office/types";
import { listOrderNumbers } from "@/lib/order/queries";
import { db } from "@/lib/web/database";
import { now } from "@/lib/web/time";
import { operatorWith } from "@/lib/web/viewer";

const LINES = 15;
const BELOW = 12;
const ORDERS = 8;
const DEEDS = 12;
/** How much of a chain of customers is shown, nearest first. */
const ABOVE_MAX = 12;

export const ACCOUNTS = ["credit_available", "credit_held", "earnings_available", "earnings_held"] as const satisfies readonly WalletAccount[];

export type MemberView = {
  readonly member: OfficeMember;
  readonly currency: Currency;
  readonly timeZone: string;
  readonly wallets: Wallets;
  readonly account: WalletAccount;
  readonly lines: readonly (StatementLine & { readonly orderNumber: string | null })[];
  /** What the next page of the statement begins before; null on the last. */
  readonly older: string | null;
  readonly paged: boolean;
  /** From the nearest sponsor up. */
  readonly above: readonly TreePerson[];
  readonly aboveMore: number;
  readonly below: Page<TreePerson>;
  readonly orders: Page<OrderRow>;
  readonly deeds: readonly TrailRow[];
  readonly waiting: readonly AdjustmentRequest[];
  readonly aloneUpToMinor: bigint;
  /** May money be moved by this operator? */
  readonly mayAdjust: boolean;
  readonly mayReadTrail: boolean;
  readonly mayReadOrders: boolean;
  /** The ids that the forms' deeds will have. */
  readonly deed: (form: "standing" | "move" | "handle" | "adjust") => Id<"trail">;
};

type Asked = Readonly<Record<string, string | string[] | undefined>>;
const text = (value: string | string[] | undefined): string => (typeof value === "string" ? value : "");

/** A member's whole page. `null`: not for this viewer; `"unknown"`: no such member. */
export async function loadMember(raw: string, asked: Asked): Promise<MemberView | "unknown" | null> {
  const by = await operatorWith("members");
  if (!by) return null;
  const id = parseId("member", raw);
  const member = id && (await findOfficeMember(db(), by, { id, at: now() }));
  if (!id || !member) return "unknown";
  const { currency, timeZone } = await readCompany(db());
  const account = ACCOUNTS.find((one) => one === asked["account"]) ?? "credit_available";
  const before = /^\d{1,18}$/.test(text(asked["before"])) ? BigInt(text(asked["before"])) : null;
  const [mayAdjust, mayReadTrail, mayReadOrders] = [hasRight(by.role, "ledger"), hasRight(by.role, "trail"), hasRight(by.role, "orders")];
  const [wallets, { lines, older }, tree, orders, deeds, waiting, settings] = await Promise.all([
    findWallets(db(), id, currency),
    readStatement(db(), id, { account, currency, limit: LINES, ...(before === null ? {} : { before }) }),
    loadTree(by, { of: id, from: parseId("member", text(asked["below"])) }),
    mayReadOrders ? listOrders(db(), by, { buyer: id, limit: ORDERS, currency }) : { rows: [], more: false },
    mayReadTrail ? listTrail(db(), by, { subject: id, limit: DEEDS }) : { rows: [], more: false },
    mayAdjust ? listAdjustmentRequests(db(), { waiting: true, member: id }) : [],
    readAdjustmentSettings(db()),
  ]);
  const numbers = await listOrderNumbers(db(), lines.flatMap((line) => parseOrderScope(line) ?? []));
  const ids = new Map((["standing", "move", "handle", "adjust"] as const).map((form) => [form, newId("trail")]));
  return {
    member, currency, timeZone, wallets, account, ...tree, orders, deeds: deeds.rows, waiting, mayAdjust, mayReadTrail, mayReadOrders,
    aloneUpToMinor: settings.aloneUpToMinor,
    lines: lines.map((line) => ({ ...line, orderNumber: numbers.get(parseOrderScope(line) ?? "") ?? null })),
    older: older === null ? null : older.toString(),
    paged: before !== null,
    deed: (form) => ids.get(form) ?? newId("trail"),
  };
}

async function loadTree(by: Operator, { of, from }: { readonly of: MemberId; readonly from: MemberId | null }) {
  const chain = (await chainOf(db(), of)).map(({ id }) => id).filter((id) => id !== of);
  const [above, below] = await Promise.all([listPeople(db(), by, chain.slice(0, ABOVE_MAX)), listBelow(db(), by, { member: of, before: from ?? undefined, limit: BELOW })]);
  return { above, aboveMore: Math.max(chain.length - ABOVE_MAX, 0), below };
}

/** Those below a member for a file: a way to read them page by page. Null for everybody without the right, and for nobody's id. */
export async function loadBelowFile(raw: string) {
  const [by, id] = [await operatorWith("members"), parseId("member", raw)];
  return by && id ? { id, page: (before: MemberId | undefined) => listBelow(db(), by, { member: id, before, limit: PAGE_MAX }) } : null;
}

/** What stands on the wallets, all four accounts. */
export function sumsOf({ credit, earnings }: Wallets): readonly (readonly [WalletAccount, Money])[] {
  return [["credit_available", credit.available], ["credit_held", credit.held], ["earnings_available", earnings.available], ["earnings_held", earnings.held]];
}
