import "server-only";
import { CustomerQuery } from "@/lib/earnings/input";
import { countCustomers, findPath, listBranches, listCustomers, searchCustomers } from "@/lib/earnings/people/queries";
import { readShared } from "@/lib/earnings/queries";
import { startOf, wallTime } from "@/lib/earnings/rules";
import type { Branch, CustomerOrder, CustomerRow, Person } from "@/lib/earnings/types";
import { type Money, money } from "@/lib/kernel/money";
import { db } from "@/lib/web/database";
import { now } from "@/lib/web/time";
import type { Desk } from "../load";

const PAGE = 25;
/** What there is room for in the drawing: people, and people of each of them. */
const BRANCHES = 12;
const TWIGS = 4;

export type TreeView = {
  /** From the distributor to the person in the middle. */
  readonly path: readonly Person[];
  readonly branches: readonly (Branch & { readonly twigs: readonly Branch[]; readonly moreTwigs: number })[];
  readonly more: number;
};

export type CustomersView = {
  readonly by: CustomerOrder;
  /** The beginning of a first name that the table is narrowed to. */
  readonly searched: string | null;
  readonly paged: boolean;
  readonly rows: readonly CustomerRow[];
  readonly next: string | null;
  readonly counts: { readonly all: number; readonly dormant: number; readonly sharers: number };
  readonly shared: { readonly orders: number; readonly amount: Money };
  readonly tree: TreeView;
};

/** The people downstream: the tree around one of them, and a page of the table. */
export async function loadCustomers({ who, book }: Desk, address: Readonly<Record<string, string | string[] | undefined>>): Promise<CustomersView> {
  const { by = "last", after, of, q } = CustomerQuery.parse(address);
  const moment = now();
  const week = startOf("week", wallTime(moment, book.timeZone));
  const [found, counts, shared, tree] = await Promise.all([
    q === undefined ? listCustomers(db(), book, { by, after: after ?? null, limit: PAGE + 1, now: moment }) : searchCustomers(db(), book, { text: q, limit: PAGE, now: moment }),
    countCustomers(db(), book, moment),
    readShared(db(), book, { period: "week", start: week }),
    loadTree({ book, path: (of && (await findPath(db(), who.id, of))) ?? [{ id: who.id, name: who.firstName }], moment }),
  ]);
  const rows = found.slice(0, PAGE);
  return { by, searched: q ?? null, paged: after !== undefined, rows, next: q === undefined && found.length > PAGE ? (rows.at(-1)?.person.id ?? null) : null, counts, shared: { orders: shared.orders, amount: money(shared.minor, book.currency) }, tree };
}

async function loadTree({ book, path, moment }: { readonly book: Desk["book"]; readonly path: readonly Person[]; readonly moment: Date }): Promise<TreeView> {
  const middle = path.at(-1)?.id ?? book.owner;
  const { branches = [], more = 0 } = (await listBranches(db(), book, { of: [middle], limit: BRANCHES, now: moment })).get(middle) ?? {};
  // Another distributor's people are theirs to see.
  const grow = branches.filter(({ children, role }) => children > 0 && role === "customer").map(({ person }) => person.id);
  const twigs = grow.length === 0 ? null : await listBranches(db(), book, { of: grow, limit: TWIGS, now: moment });
  return { path, branches: branches.map((branch) => ({ ...branch, twigs: twigs?.get(branch.person.id)?.branches ?? [], moreTwigs: twigs?.get(branch.person.id)?.more ?? 0 })), more };
}
