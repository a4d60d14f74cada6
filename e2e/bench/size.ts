import postgres from "postgres";
import { connect, connectHot, type Db, type Hot } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { idOf, type MemberId } from "@/lib/kernel/id";
import { findWallets } from "@/lib/ledger/queries";
import { readStatement } from "@/lib/ledger/statement/queries";
import { type Figure, figureOf, median, rateOfAll, timesOf } from "./measure";
import { fillWallets, placeOrders, prepareMembers } from "./orders";
import { CONNECTIONS, settleOne } from "./settling";
import { writeSales } from "./sales";

/** Entries of the two books, about: a sale of `writeSales` has four and a half, a funded wallet two. */
const SMALL = { funded: 1_000, sales: 1_780, customers: 50 } as const;
const LARGE_ENTRIES = 10_000_000;
const ENTRIES_A_SALE = 4.5;
/** How many orders a round settles, and how many wallets it reads. */
const ORDERS = 3_000;
const WALLETS = 400;
/** Lines on a wallet's page. */
const PAGE = 20;

/** Makes the small book: 10,000 entries among as many members as the large one has. */
export async function writeSmallBook(large: string, members: number): Promise<string> {
  const url = await createBeside(large, "cagnotte_small");
  await migrateDatabase(url);
  const hot = connectHot(url, { connectionsMax: 2 });
  await prepareMembers(hot, members);
  await fillWallets(hot, SMALL.funded);
  await writeSales(hot, SMALL);
  await hot.end();
  return url;
}

/** Brings the large book to its size. */
export async function fillLargeBook(hot: Hot): Promise<void> {
  const sales = Math.ceil((LARGE_ENTRIES - (await entriesIn(hot))) / ENTRIES_A_SALE);
  if (sales > 0) await writeSales(hot, { sales, customers: 98_000 });
}

/** The same sales, and the same two reads of a wallet's page, at many entries against few. */
export async function measureSize(largeUrl: string, smallUrl: string, rounds: number): Promise<Figure[]> {
  const [rates, statements] = [[] as number[], [] as number[]];
  let sizes = "";
  for (let round = 0; round < rounds; round += 1) {
    // Each round starts from the small book as it was.
    const copy = await createBeside(smallUrl, "cagnotte_copy", "cagnotte_small");
    const small = await measureBook(copy, { buyers: SMALL.funded, readers: SMALL.customers });
    const large = await measureBook(largeUrl, { buyers: 98_000, readers: 98_000 });
    await dropBeside(smallUrl, "cagnotte_copy");
    rates.push(large.rate / small.rate);
    statements.push(large.statementMs / small.statementMs);
    sizes = `${large.entries} entries against ${small.entries}`;
    console.log(`round ${round + 1}: ${sizes}; small ${small.rate.toFixed(0)} sales/s, ${small.statementMs.toFixed(2)} ms, large ${large.rate.toFixed(0)} sales/s, ${large.statementMs.toFixed(2)} ms`);
  }
  return [
    figureOf("large_vs_small_rate", rates, { unit: "x", note: `sales per second, ${sizes}` }),
    figureOf("large_vs_small_statement", statements, { unit: "x", note: `a wallet's page of ${PAGE} lines and its balance, ${sizes}` }),
  ];
}

async function measureBook(url: string, { buyers, readers }: { readonly buyers: number; readonly readers: number }) {
  const hot = connectHot(url, { connectionsMax: CONNECTIONS });
  const db = connect(url, { connectionsMax: 1 });
  try {
    const entries = await entriesIn(hot);
    const statementMs = await measureStatement(hot, db, readers);
    const orders = await placeOrders(hot, { count: ORDERS, distributors: "spread", buyers });
    const rate = await rateOfAll(CONNECTIONS, orders, (order) => settleOne(hot, order));
    return { entries, rate, statementMs };
  } finally {
    await Promise.all([hot.end(), db.$client.end()]);
  }
}

async function measureStatement(hot: Hot, db: Db, readers: number): Promise<number> {
  const people = await hot<{ id: string }[]>`select id from bench_people where n > 1000 and n <= ${1_000 + readers} order by random() limit ${WALLETS}`;
  // As many readings of both books, also where few have a page.
  const members = Array.from({ length: WALLETS }, (_, n): MemberId => idOf("member", people[n % people.length]?.id ?? ""));
  return median(await timesOf(members, async (member) => {
    await findWallets(db, member, "EUR");
    await readStatement(db, member, { account: "credit_available", currency: "EUR", limit: PAGE });
  }));
}

async function entriesIn(hot: Hot): Promise<number> {
  const [row] = await hot<{ n: number }[]>`select count(*)::int as n from ledger_entries`;
  return row?.n ?? 0;
}

async function createBeside(url: string, name: string, template = "template1"): Promise<string> {
  await dropBeside(url, name);
  await asAdmin(url, `create database ${name} template ${template}`);
  return databaseOf(url, name);
}

const dropBeside = (url: string, name: string) => asAdmin(url, `drop database if exists ${name}`);

function databaseOf(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

async function asAdmin(url: string, statement: string): Promise<void> {
  const admin = postgres(databaseOf(url, "postgres"), { max: 1, onnotice: () => undefined });
  try {
    await admin.unsafe(statement);
  } finally {
    await admin.end();
  }
}
