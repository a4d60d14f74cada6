import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember } from "@/db/testing/sale";
import { type MemberId, uuidOf } from "@/lib/kernel/id";
import { readStatement } from "./queries";
import { LOOK_MAX, type StatementPage } from "./types";

/** More than a page looks at, an hour apart; every ten thousandth is a refund, and one was told three days late. */
const ENTRIES = 45_000;
const LATE = 30_000;
const hour = (n: number): Date => new Date(Date.UTC(2021, 0, 1) + n * 3_600_000);

let test: TestDatabase;
let member: MemberId;
beforeAll(async () => {
  test = await freshDatabase();
  member = await aMember(test.db);
  const sql = await test.hot.reserve();
  await sql.unsafe("set session_replication_role = replica");
  await sql`create temp table told as select n, uuid_v7(n) as txn, uuid_v7(n) as scope, case when n % 10000 = 0 then 'refund' else 'cashback' end as kind,
    ${hour(0)}::timestamptz + (case when n = ${LATE}::int then n - 72 else n end) * interval '1 hour' as at from generate_series(1, ${ENTRIES}::int) n`;
  await sql`insert into ledger_transactions (id, scope, key, kind, currency, fingerprint, occurred_at, posted_at) select txn, scope, kind || n, kind, 'EUR', '', at, at from told`;
  await sql`insert into ledger_entries (owner_id, transaction_id, scope, position, account, currency, amount_minor, version, balance_after_minor)
    select ${uuidOf(member)}, txn, scope, 2, 'credit_available', 'EUR', 1, n, n from told`;
  await sql`insert into ledger_accounts (owner_id, account, currency, balance_minor, version) values (${uuidOf(member)}, 'credit_available', 'EUR', ${ENTRIES}::int, ${ENTRIES}::int)`;
  await sql.unsafe("reset all");
  sql.release();
});
afterAll(() => test.close());

/** Every version that is found, and how many pages that took. */
async function find(wish: Partial<StatementPage>): Promise<{ readonly versions: readonly number[]; readonly pages: number }> {
  const versions: number[] = [];
  let pages = 0;
  for (let before: bigint | null | undefined; before !== null; pages += 1) {
    const { lines, older } = await readStatement(test.db, member, { account: "credit_available", currency: "EUR", limit: 20, ...wish, ...(before === undefined ? {} : { before }) });
    versions.push(...lines.map(({ version }) => Number(version)));
    before = older;
  }
  return { versions, pages };
}

it("finds all movements of a kind, however far apart, and looks at so many for a page and no more", async () => {
  expect(await find({ kinds: ["refund"] })).toEqual({ versions: [40_000, 30_000, 20_000, 10_000], pages: Math.ceil(ENTRIES / Number(LOOK_MAX)) });
  expect((await find({ kinds: ["payout"] })).versions).toEqual([]);
});

it("finds the movements of some days at once, those that were told late too, and no others", async () => {
  const { versions, pages } = await find({ from: hour(LATE - 73), to: hour(LATE - 70) });
  expect(versions).toEqual([LATE, LATE - 71, LATE - 72, LATE - 73]);
  expect(pages).toBe(1);
  expect((await find({ to: hour(3) })).versions).toEqual([2, 1]);
  expect((await find({ from: hour(ENTRIES - 1) })).versions).toEqual([ENTRIES, ENTRIES - 1]);
  expect((await find({ from: hour(ENTRIES + 1) })).versions).toEqual([]);
});

it("ends, whatever page is asked for, and for a wallet that never had a movement", async () => {
  const of = { account: "credit_available", currency: "EUR" } as const;
  expect((await readStatement(test.db, member, { ...of, before: 10n ** 17n, limit: 2 })).lines.map(({ version }) => version)).toEqual([45_000n, 44_999n]);
  expect(await readStatement(test.db, member, { ...of, before: 1n })).toEqual({ lines: [], older: null });
  expect(await readStatement(test.db, await aMember(test.db), of)).toEqual({ lines: [], older: null });
});
