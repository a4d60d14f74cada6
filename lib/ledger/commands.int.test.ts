import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, aPlacedOrder, aVariant, NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import { type MemberId, newId, uuidOf } from "@/lib/kernel/id";
import { type Currency, formatMoney, money, parseDecimal, toDecimal } from "@/lib/kernel/money";
import { settle } from "@/lib/order/commands";
import { closeDays, post } from "./commands";
import { findWallets, listCompanyTotals } from "./queries";
import { readStatement } from "./statement/queries";
import { STATEMENT_PAGE } from "./statement/types";
import type { Entry, Posting } from "./types";

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.close());

type Gift = { readonly key?: string; readonly minor?: bigint; readonly currency?: Currency; readonly covered?: boolean };
const aGift = (owner: MemberId, { key = `gift:${newId("trail")}`, minor = 500n, currency = "EUR", covered = false }: Gift = {}): Posting => ({
  key, kind: "adjustment", scope: owner, currency, occurredAt: NOON, covered,
  entries: [{ account: "credit_available", owner, amountMinor: minor }, { account: "adjustments", amountMinor: -minor }],
});
const write = (...postings: Posting[]) => transact(test.db, (tx) => post(tx, postings));
const credit = async (member: MemberId, currency: Currency = "EUR") => (await findWallets(test.db, member, currency)).credit.balance.minor;

describe("a posting", () => {
  it("is posted once, however often and by however many at once, and answers its first result", async () => {
    const owner = await aMember(test.db);
    const gift = aGift(owner, { key: "gift:once" });
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => write(gift)));
    const posted = outcomes.flatMap((outcome) => (outcome.ok ? outcome.posted : []));
    expect(posted.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(posted.map(({ transaction }) => transaction)).size).toBe(1);
    expect(await credit(owner)).toBe(500n);
  });

  it("of a known key with another content is an error, and nothing of it is posted", async () => {
    const owner = await aMember(test.db);
    await write(aGift(owner, { key: "gift:same" }));
    await expect(write(aGift(owner), aGift(owner, { key: "gift:same", minor: 501n }))).rejects.toThrow("another content");
    expect(await credit(owner)).toBe(500n);
  });

  it("that is not balanced, or moves nothing, never reaches the database", async () => {
    const owner = await aMember(test.db);
    const of = (...entries: Entry[]): Posting => ({ ...aGift(owner), entries });
    await expect(write(of({ account: "credit_available", owner, amountMinor: 5n }, { account: "adjustments", amountMinor: -4n }))).rejects.toThrow("sums to zero");
    await expect(write(of({ account: "credit_available", owner, amountMinor: 0n }))).rejects.toThrow("two entries");
  });

  it("that is covered never takes an account below zero, however many race; one that is not may", async () => {
    const owner = await aMember(test.db);
    await write(aGift(owner, { minor: 1_000n }));
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => write(aGift(owner, { minor: -300n, covered: true }))));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(3);
    expect(await credit(owner)).toBe(100n);
    await write(aGift(owner, { minor: -250n }));
    expect(await credit(owner)).toBe(-150n);
  });

  it("rolls back with the unit of work that it is in", async () => {
    const owner = await aMember(test.db);
    await transact(test.db, async (tx) => (await post(tx, [aGift(owner)]), { ok: false }));
    expect(await credit(owner)).toBe(0n);
  });
});

describe("the database", () => {
  it("refuses an unbalanced transaction, a change, a removal and a truncation, whoever asks", async () => {
    const owner = await aMember(test.db);
    await write(aGift(owner));
    const id = uuidOf(owner);
    await expect(test.hot`insert into ledger_entries values (${id}, ${id}, ${id}, 1, 'credit_available', 'EUR', 5, 99, 5)`).rejects.toThrow("sum to zero");
    await expect(test.hot`insert into ledger_entries values
      (${id}, ${id}, ${id}, 1, 'credit_available', 'EUR', 5, 99, 5), (${id}, ${id}, ${id}, 2, 'adjustments', 'CHF', -5, null, null)`).rejects.toThrow("sum to zero");
    for (const table of ["ledger_entries", "ledger_transactions"]) {
      await expect(test.hot.unsafe(`update ${table} set currency = 'CHF' where scope = '${id}'`)).rejects.toThrow("append only");
      await expect(test.hot.unsafe(`delete from ${table} where scope = '${id}'`)).rejects.toThrow("append only");
      await expect(test.hot.unsafe(`truncate ${table} cascade`)).rejects.toThrow("append only");
    }
  });

  it("refuses a second entry of one version, and a held amount below zero", async () => {
    const owner = await aMember(test.db);
    await write(aGift(owner));
    const [id, twin] = [uuidOf(owner), uuidOf(newId("trail"))];
    await expect(test.hot`insert into ledger_entries values
      (${id}, ${twin}, ${id}, 1, 'credit_available', 'EUR', 5, 1, 505), (${id}, ${twin}, ${id}, 2, 'adjustments', 'EUR', -5, null, null)`).rejects.toThrow("a_version_is_one_entry");
    const held: Posting = { ...aGift(owner), entries: [{ account: "credit_held", owner, amountMinor: -1n }, { account: "adjustments", amountMinor: 1n }] };
    await expect(write(held)).rejects.toThrow();
  });
});

describe("a statement", () => {
  it("of any length pages by key, newest first, without a line lost or doubled, while more is posted", async () => {
    const owner = await aMember(test.db);
    for (let batch = 0; batch < 5; batch += 1) await write(...Array.from({ length: 90 }, (_, n) => aGift(owner, { minor: BigInt(n + 1) })));
    const versions: bigint[] = [];
    for (let before: bigint | null | undefined; before !== null;) {
      const { lines, older } = await readStatement(test.db, owner, { account: "credit_available", currency: "EUR", ...(before === undefined ? {} : { before }) });
      expect(lines.length).toBeLessThanOrEqual(STATEMENT_PAGE);
      for (const line of lines) versions.push(line.version);
      before = older;
      await write(aGift(owner));
    }
    expect(versions).toEqual(Array.from({ length: 450 }, (_, n) => 450n - BigInt(n)));
  });

  it("says the balance after each line, and the last one is the wallet's", async () => {
    const owner = await aMember(test.db);
    for (const minor of [700n, -200n, 55n]) await write(aGift(owner, { minor }));
    const { lines } = await readStatement(test.db, owner, { account: "credit_available", currency: "EUR" });
    expect(lines.map(({ amount, balanceAfter }) => [amount.minor, balanceAfter.minor])).toEqual([[55n, 555n], [-200n, 500n], [700n, 700n]]);
    expect(await credit(owner)).toBe(555n);
  });
});

describe("currencies", () => {
  it("have their own exponents: EUR and CHF 2, XOF 0, TND 3", () => {
    expect((["EUR", "CHF", "XOF", "TND"] as const).map((currency) => toDecimal(money(1_234n, currency)))).toEqual(["12.34", "12.34", "1234", "1.234"]);
    expect(parseDecimal("1,5", "XOF")).toBeNull();
    expect([parseDecimal("1,5", "EUR")?.minor, parseDecimal("1.234", "TND")?.minor, parseDecimal("7", "XOF")?.minor]).toEqual([150n, 1_234n, 7n]);
    expect(formatMoney(money(1_234n, "TND"), "en")).toContain("1.234");
  });

  it("never mix: a member has a wallet in each, and a call posts in one", async () => {
    const owner = await aMember(test.db);
    for (const currency of ["EUR", "CHF", "XOF", "TND"] as const) await write(aGift(owner, { currency, minor: 1_000n }));
    await write(aGift(owner, { currency: "XOF", minor: -400n, covered: true }));
    expect(await Promise.all((["EUR", "CHF", "XOF", "TND"] as const).map((currency) => credit(owner, currency)))).toEqual([1_000n, 1_000n, 600n, 1_000n]);
    expect(await write(aGift(owner, { currency: "XOF", minor: -601n, covered: true }))).toEqual({ ok: false, reason: "insufficient_credit" });
    await expect(write(aGift(owner), aGift(owner, { currency: "CHF" }))).rejects.toThrow("one currency");
  });

  it("of an order are one: it is paid, held, credited and refused in that currency alone", async () => {
    const [buyer, variant] = [await aMember(test.db), await aVariant(test.db)];
    await write(aGift(buyer, { currency: "TND", minor: 4_000n }));
    await expect(aPlacedOrder(test.db, { buyer, variant, currency: "CHF", creditMinor: 1n })).rejects.toThrow();
    const order = await aPlacedOrder(test.db, { buyer, variant, currency: "TND", creditMinor: 4_000n });
    const pay = async (currency: Currency) => (await settle(test.hot, [{ order, payment: "pi_tnd", amount: money(6_000n, currency), paidAt: NOON }]))[0]?.outcome;
    expect([await pay("EUR"), await pay("TND")]).toEqual(["mismatch", "settled"]);
    expect([await credit(buyer, "TND"), await credit(buyer, "EUR"), await credit(buyer, "CHF")]).toEqual([600n, 0n, 0n]);
    const currencies = await test.hot`select distinct currency from ledger_entries where scope = ${uuidOf(order)}`;
    expect(currencies).toEqual([{ currency: "TND" }]);
  });
});

describe("the company's totals", () => {
  const zone = "Europe/Paris";
  const total = async () => (await listCompanyTotals(test.db, zone)).find(({ account, total: { currency } }) => account === "adjustments" && currency === "EUR")?.total.minor ?? 0n;
  const close = (at: Date) => transact(test.db, (tx) => closeDays(tx, { timeZone: zone, at }));

  it("are those of closed days plus the tail, and never change by closing, by several at once", async () => {
    const owner = await aMember(test.db);
    await test.db.$client.begin(async (tx) => {
      // What was posted so far happened four days ago.
      await tx`set local session_replication_role = replica`;
      await tx`update ledger_transactions set posted_at = posted_at - interval '4 days'`;
    });
    const before = await total();
    await Promise.all(Array.from({ length: 5 }, () => close(new Date())));
    const [days] = await test.hot<{ n: number; minor: string }[]>`select count(distinct day)::int as n, sum(amount_minor) filter (where account = 'adjustments' and currency = 'EUR') as minor from ledger_days`;
    expect(days).toEqual({ n: 1, minor: before.toString() });
    expect(await total()).toBe(before);
    await write(aGift(owner, { minor: 7n }));
    expect(await total()).toBe(before - 7n);
    await close(new Date());
    expect(await total()).toBe(before - 7n);
    const [sum] = await test.hot`select sum(amount_minor)::text as minor from ledger_entries where account = 'adjustments' and currency = 'EUR'`;
    expect(sum).toEqual({ minor: (before - 7n).toString() });
  });
});
