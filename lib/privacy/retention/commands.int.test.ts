import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, aPlacedOrder, aVariant, NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import { newId, type OrderId, uuidOf } from "@/lib/kernel/id";
import { KEPT_DAYS, overSince } from "../rules";
import { letPass } from "./commands";
import { listPassing } from "./queries";

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.close());

const ago = (days: number) => overSince(days, NOON);
const ahead = new Date(NOON.getTime() + 1);

/** Of everything one row that is over, and one that is not. */
async function oldAndYoung(): Promise<void> {
  const [buyer, variant] = [await aMember(test.db), await aVariant(test.db)];
  const me = uuidOf(buyer);
  const ordered = async (days: number): Promise<OrderId> => {
    const order = await aPlacedOrder(test.db, { buyer, variant, placedAt: ago(days) });
    await test.hot`update orders set status = 'expired' where id = ${uuidOf(order)}`;
    await test.hot`insert into order_contacts (order_id, email, name, street, postal_code, city, country) values (${uuidOf(order)}, 'a@a.example', 'A', 'x', 'y', 'z', 'FR')`;
    return order;
  };
  for (const [extra, ends] of [[1, NOON], [-1, ahead]] as const) {
    const withdrawal = uuidOf(newId("withdrawal"));
    const order = await ordered(KEPT_DAYS.contacts + extra);
    await test.hot`insert into withdrawals (id, order_id, locale, declared_at, whole, shipping_minor, refund_by, nothing_left) values (${withdrawal}, ${uuidOf(order)}, 'fr', ${ago(KEPT_DAYS.contacts + extra)}, true, 0, ${NOON}, true)`;
    await test.hot`insert into withdrawal_contacts (withdrawal_id, name, email) values (${withdrawal}, 'A', 'a@a.example')`;
    await test.hot`insert into carts (id, locale, currency, draft, created_at, updated_at) values (${uuidOf(newId("cart"))}, 'fr', 'EUR', 'a form', ${NOON}, ${ago(KEPT_DAYS.carts + extra)})`;
    await test.hot`insert into payout_files (id, xml, payouts, created_at) values (${String(extra)}, '<Nm>A</Nm>', '[]', ${ago(KEPT_DAYS.bankFiles + extra)})`;
    await test.hot`insert into notices (id, member_id, kind, created_at) values (${uuidOf(newId("notice"))}, ${me}, 'order_paid', ${ago(KEPT_DAYS.notices + extra)})`;
    await test.hot`insert into applications (id, member_id, status, motive, created_at, decided_at) values (${uuidOf(newId("application"))}, ${me}, 'refused', 'why', ${NOON}, ${ago(KEPT_DAYS.applications + extra)})`;
    await test.hot`insert into api_replies (key, request_hash, status, body, problem, created_at) values (${String(extra)}, 'h', 200, '{}', false, ${ago(KEPT_DAYS.replies + extra)})`;
    await test.hot`insert into sessions (token_hash, member_id, created_at, expires_at) values (${String(extra)}, ${me}, ${NOON}, ${ends})`;
    await test.hot`insert into session_factors (token_hash, member_id, at) values (${extra > 0 ? "of no session" : String(extra)}, ${me}, ${NOON})`;
    await test.hot`insert into sign_in_tokens (token_hash, email, expires_at) values (${String(extra)}, 'a@a.example', ${ends})`;
    await test.hot`insert into sign_in_codes (email, code_hash, expires_at) values (${`${String(extra)}@a.example`}, 'h', ${ends})`;
    await test.hot`insert into rate_limits (key, hits, window_ends_at) values (${String(extra)}, 1, ${ends})`;
  }
}

it("says what would go and takes exactly that, and nothing that is not over", async () => {
  await oldAndYoung();
  const would = await listPassing(test.db, NOON);
  expect(would.map(({ table, rows }) => [table, rows])).toEqual([
    "sign_in_tokens", "sign_in_codes", "sessions", "session_factors", "rate_limits", "carts", "order_contacts", "withdrawal_contacts", "applications", "payout_files", "notices", "api_replies",
  ].map((table) => [table, 1]));
  const outcomes = await Promise.all([1, 2, 3].map(() => transact(test.db, (tx) => letPass(tx, NOON))));
  const passed = outcomes.flatMap((outcome) => outcome.passed);
  for (const { table } of would) expect(passed.filter((one) => one.table === table).reduce((sum, { rows }) => sum + rows, 0), table).toBe(1);
  expect((await listPassing(test.db, NOON)).every(({ rows }) => rows === 0)).toBe(true);
  for (const { table } of would) expect(await test.hot.unsafe(`select 1 from ${table}`), table).toHaveLength(1);
});
