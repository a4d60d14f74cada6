import type { Db } from "@/db/client";
import { listLinks } from "@/lib/earnings/links/queries";
import { findPayable, listPayouts } from "@/lib/earnings/payouts/queries";
import { countCustomers, findPath, listBranches, listCustomers, searchCustomers } from "@/lib/earnings/people/queries";
import { listBars, listGoals, listMonths, listMovements, listPeople, listProductTitles, listSales, listSlices, readEarned, readShared } from "@/lib/earnings/queries";
import { shift, startOf, wallTime } from "@/lib/earnings/rules";
import { type Book, CUSTOMER_ORDERS, type Dimension, PERIODS, type Period } from "@/lib/earnings/types";
import { idOf, type MemberId } from "@/lib/kernel/id";

/** What a page reads, by its name. */
export type View = { readonly name: string; readonly read: () => Promise<unknown> };

const PAGE = 25;
const DIMENSIONS = ["product", "customer", "stage", "link"] as const satisfies readonly Dimension[];

/** Every page under /earnings and /customers, with the reads that it makes, each looked at where it is large. @param middle.sale a sale in the middle of the list @param middle.person a customer deep in the tree @param middle.movement one in the middle of the statements */
export function viewsOf(db: Db, book: Book, middle: { readonly sale: string; readonly person: MemberId; readonly movement: { readonly id: string; readonly month: string } }): View[] {
  const now = new Date();
  const wall = wallTime(now, book.timeZone);
  const month = wall.slice(0, 7);
  const sales = (filter: Parameters<typeof listSales>[2]["filter"], deep = false) => () => listSales(db, book, { filter, after: deep ? idOf("order", middle.sale) : null, limit: PAGE });
  const branches = (of: MemberId) => async () => {
    await findPath(db, book.owner, of);
    const below = (await listBranches(db, book, { of: [of], limit: 12, now })).get(of)?.branches ?? [];
    await listBranches(db, book, { of: below.map(({ person }) => person.id), limit: 4, now });
  };
  return [
    ...(["month", "year"] as const).map((period) => ({ name: `earnings, ${period}`, read: () => readEarnings(db, book, { period, wall }) })),
    { name: "sales", read: sales({}) },
    { name: "sales, in the middle", read: sales({}, true) },
    { name: "sales, viral", read: sales({ stage: "viral" }) },
    { name: "sales, taken back", read: sales({ state: "taken_back" }) },
    { name: "sales, of a customer", read: sales({ buyer: middle.person }) },
    { name: "sales, of a link", read: sales({ link: "lien-5" }) },
    { name: "sales, searched", read: sales({ search: "Prénom99" }) },
    { name: "sales, searched by letter", read: sales({ search: "p" }) },
    ...CUSTOMER_ORDERS.map((by) => ({ name: `customers, ${by}`, read: () => listCustomers(db, book, { by, after: null, limit: PAGE, now }) })),
    { name: "customers, searched", read: () => searchCustomers(db, book, { text: "prenom", limit: PAGE, now }) },
    { name: "customers, counted", read: () => countCustomers(db, book, now) },
    { name: "tree", read: branches(book.owner) },
    { name: "tree, deep", read: branches(middle.person) },
    { name: "links", read: () => listLinks(db, book, "own") },
    { name: "statements", read: () => listMonths(db, book) },
    { name: "statement", read: () => listMovements(db, book, { month, after: null, limit: 50 }) },
    { name: "statement, in the middle", read: () => listMovements(db, book, { month: middle.movement.month, after: middle.movement.id, limit: 50 }) },
    { name: "pay-outs", read: () => Promise.all([findPayable(db, book, { afterDays: 30, now }), listPayouts(db, book.owner)]) },
  ];
}

async function readEarnings(db: Db, book: Book, { period, wall }: { readonly period: Period; readonly wall: string }): Promise<void> {
  const start = startOf(period, wall);
  const before = shift(period, start, -1);
  await Promise.all([
    ...PERIODS.map((one) => readEarned(db, book, { period: one, start: startOf(one, wall) })), readEarned(db, book, { period, start }), readEarned(db, book, { period, start: before }),
    listBars(db, book, { period, start }), listBars(db, book, { period, start: before }), readShared(db, book, { period: "week", start: startOf("week", wall) }), listGoals(db, book),
  ]);
  const [products, customers] = await Promise.all(DIMENSIONS.map((dimension) => listSlices(db, book, { period, start, dimension, limit: 6 })));
  await Promise.all([listProductTitles(db, (products ?? []).map(({ of }) => idOf("product", of))), listPeople(db, (customers ?? []).map(({ of }) => idOf("member", of)))]);
}
