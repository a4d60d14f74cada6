import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Tx } from "@/db/client";
import { members } from "@/db/schema/members";
import { orders } from "@/db/schema/orders";
import { gift } from "@/db/testing/bought";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, aPlacedOrder, aVariant, NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import { issueLinkToken, keepCode, openByLink } from "@/lib/access/commands";
import { audit } from "@/lib/audit/commands";
import { issueNext } from "@/lib/invoice/commands";
import { startBoss } from "@/lib/jobs/boss";
import { type MemberId, newId, type OrderId, uuidOf } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { changeHandle, findOrEnrolBuyer, furnishShop } from "@/lib/members/commands";
import { findShop } from "@/lib/members/queries";
import { changeStanding, eraseMember } from "@/lib/membership/commands";
import { settle } from "@/lib/order/commands";
import { publishPlan } from "@/lib/plan/commands";
import { DEFAULT_PLAN, definitionOf } from "@/lib/plan/rules";
import { correctProfile, setConsent } from "./commands";
import { FILE_PARTS, type FileRow } from "./types";
import { PART_COLUMNS, readPart } from "./queries";

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
  await transact(test.db, (tx) => publishPlan(tx, { definition: definitionOf(DEFAULT_PLAN), startsAt: new Date(0), by: null, at: new Date(0) }));
  const boss = await startBoss(test.url, [{ name: "mail", ordered: false, concurrency: 1, handlers: {} }], () => undefined);
  await boss.send("mail", { order: "ord" });
  await boss.stop();
});
afterAll(() => test.close());

const LATER = new Date("2026-12-01T12:00:00Z");
const EMAIL = "ottilie.zwanzigmark@perso.example";
/** What nobody but her could have left behind. */
const TRACES = ["ottilie", "zwanzigmark", "perso.example", "zinnober", "0655443322", "immenstadt", "8W00099887", "FR7612345"];
/** Accounts of the company, kept as long as tax law asks, read by finance only. */
const KEPT = ["invoices"];

const did = <T>(work: Promise<T>) => work.then(() => ({ ok: true }) as const);
const run = <T extends { readonly ok: boolean }>(work: (tx: Tx) => Promise<T>) => transact(test.db, work);

/** Every row of every table in which something of the person can be read, whatever the column. */
async function tracesOf(): Promise<readonly string[]> {
  const tables = await test.hot<{ schema: string; name: string }[]>`
    select table_schema as schema, table_name as name from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
  const found: string[] = [];
  for (const { schema, name } of tables) {
    const rows = await test.hot.unsafe<{ row: string }[]>(`select left(t::text, 300) as row from "${schema}"."${name}" t where t::text ~* '${TRACES.join("|")}'`);
    found.push(...rows.map(({ row }) => `${name}: ${row}`));
  }
  return found;
}

/** Somebody who has used everything: bought, withdrew, shared, sold, signed in, was written about. */
async function aFullLife(): Promise<{ readonly id: MemberId; readonly order: OrderId; readonly friend: MemberId }> {
  const distributor = await aMember(test.db, { role: "distributor" });
  const id = (await transact(test.db, async (tx) => ({ ok: true, id: await findOrEnrolBuyer(tx, { email: EMAIL, firstName: "Ottilie", lastName: "Zwanzigmark", locale: "fr", at: NOON }) }))).id;
  await test.db.update(members).set({ parentId: distributor, statusLabel: "VDI Ottilie" }).where(eq(members.id, id));
  const friend = await aMember(test.db, { parent: id });
  await run((tx) => changeHandle(tx, id, { wanted: "ottilie-z", at: NOON }));
  await run((tx) => did(furnishShop(tx, id, { words: { fr: "Ottilie vous conseille" }, picture: "media:portrait-ottilie", favourites: ["ottilie"] })));
  await run((tx) => did(correctProfile(tx, id, { firstName: "Ottilie", lastName: "Zwanzigmark", town: "Immenstadt", locale: "fr" })));
  for (const given of [true, false, true]) await run((tx) => did(setConsent(tx, id, { kind: "listed", given, at: NOON })));
  await test.hot`insert into passwords (member_id, hash, changed_at) values (${uuidOf(id)}, 'ottilie', ${NOON})`;

  const token = (await transact(test.db, async (tx) => ({ ok: true, token: await issueLinkToken(tx, { email: EMAIL, endsAt: LATER }) }))).token;
  await run((tx) => openByLink(tx, { token, device: "Téléphone d'Ottilie", replacing: null, at: NOON }));
  await transact(test.db, async (tx) => ({ ok: true, token: await issueLinkToken(tx, { email: EMAIL, endsAt: LATER }) }));
  await run((tx) => did(keepCode(tx, { email: EMAIL, hash: "hash", endsAt: LATER })));

  const order = await aPlacedOrder(test.db, { buyer: id, variant: await aVariant(test.db), sponsor: distributor, distributors: [distributor], stage: "direct" });
  const [uuid, me] = [uuidOf(order), uuidOf(id)];
  await test.hot`insert into order_contacts (order_id, email, name, phone, street, postal_code, city, country) values (${uuid}, ${EMAIL.toUpperCase()}, 'Ottilie Zwanzigmark', '0655443322', '3 passage Zinnober', '87509', 'Immenstadt', 'FR')`;
  await settle(test.hot, [{ order, payment: "pi_full", amount: money(10_000n, "EUR"), paidAt: NOON }]);
  await run((tx) => issueNext(tx, { order, at: NOON }));
  const [withdrawal, application, payout, trailed] = [newId("withdrawal"), newId("application"), newId("payout"), newId("trail")];
  await test.hot`insert into withdrawals (id, order_id, locale, declared_at, whole, shipping_minor, refund_by, nothing_left) values (${uuidOf(withdrawal)}, ${uuid}, 'fr', ${NOON}, true, 0, ${LATER}, true)`;
  await test.hot`insert into withdrawal_contacts (withdrawal_id, name, email, proof) values (${uuidOf(withdrawal)}, 'Ottilie Zwanzigmark', ${EMAIL}, 'Colissimo 8W00099887')`;
  await test.hot`insert into parcels (id, order_id, carrier, tracking, tracking_url, sent_at) values (${uuidOf(newId("parcel"))}, ${uuid}, 'Colissimo', '8W00099887', 'https://colissimo.example/8W00099887', ${NOON})`;
  await test.hot`insert into order_links (order_id, handle) values (${uuid}, 'ottilie-z')`;
  await test.hot`insert into campaign_links (handle, member_id, label, created_at) values ('ottilie-noel', ${me}, 'Noël chez Ottilie', ${NOON})`;
  await test.hot`insert into shop_visits (member_id, day, handle, visits) values (${me}, '2026-11-02', 'ottilie-z', 3)`;
  await test.hot`insert into share_days (member_id, day, product, event, count) values (${me}, '2026-11-02', '', 'visit', 3)`;
  await test.hot`insert into handles (handle, member_id, current, created_at) values ('ottilie-noel', ${me}, false, ${NOON}) on conflict do nothing`;
  await test.hot`insert into carts (id, shop_member_id, shop_link, locale, currency, created_at, updated_at) values (${uuidOf(newId("cart"))}, ${me}, 'ottilie-noel', 'fr', 'EUR', ${NOON}, ${NOON})`;
  await test.hot`insert into payout_files (id, xml, payouts, created_at) values ('file-1', '<Nm>Ottilie Zwanzigmark</Nm>', '[]', ${NOON})`;
  for (const owner of [me, null]) await test.hot`insert into carts (id, member_id, shop_link, locale, currency, draft, created_at, updated_at) values (${uuidOf(newId("cart"))}, ${owner}, 'ottilie-z', 'fr', 'EUR', ${JSON.stringify({ email: EMAIL, street: "3 passage Zinnober" })}, ${NOON}, ${NOON})`;
  await test.hot`insert into applications (id, member_id, motive, created_at) values (${uuidOf(application)}, ${me}, 'Moi, Ottilie', ${NOON})`;
  await test.hot`insert into payouts (id, member_id, currency, amount_minor, method, status, requested_at, reference, failure) values (${uuidOf(payout)}, ${me}, 'EUR', 100, 'sepa', 'failed', ${NOON}, 'file-1', 'Zwanzigmark: account closed')`;
  await test.hot`insert into payout_destinations (member_id, iban, holder, updated_at) values (${me}, 'FR7612345', 'Ottilie Zwanzigmark', ${NOON})`;
  await test.hot`insert into api_replies (key, request_hash, status, body, problem, created_at) values ('k', 'h', 200, ${JSON.stringify({ email: EMAIL })}, false, ${NOON})`;
  await test.hot`insert into notices (id, member_id, kind, order_id, created_at) values (${uuidOf(newId("notice"))}, ${me}, 'order_paid', ${uuid}, ${NOON})`;
  for (const subject of [id, order, withdrawal, payout, application]) {
    await test.hot`with t as (insert into trail (id, actor, action, subject, occurred_at) values (${uuidOf(newId("trail"))}, 'mem_x', 'note.written', ${subject}, ${NOON}) returning id) insert into trail_notes (trail_id, text) select id, 'Ottilie a téléphoné' from t`;
  }
  await test.hot`insert into attribution_events (id, kind, member_id, to_id, occurred_at) values (${uuidOf(trailed)}, 'move', ${me}, ${uuidOf(distributor)}, ${NOON})`;
  await test.hot`insert into trail_notes (trail_id, text) values (${uuidOf(trailed)}, 'Zwanzigmark le demande')`;
  await test.hot`update pgboss.job set output = ${JSON.stringify({ words: `550 no such mailbox <${EMAIL}>` })}::text::jsonb`;
  await gift(test, id, { account: "credit_available", amountMinor: 2_500n });
  return { id, order, friend };
}

it("leaves nothing of a person in any column of any table but the company's invoices, and the book in balance", async () => {
  const { id, order, friend } = await aFullLife();
  const operator = await aMember(test.db);
  const deed = () => ({ id: newId("trail"), by: operator, reason: "Ottilie l'a demandé", at: LATER, member: id });
  await run((tx) => changeStanding(tx, { ...deed(), to: "suspended" }));
  expect((await tracesOf()).length).toBeGreaterThan(20);

  expect(await transact(test.db, (tx) => eraseMember(tx, deed())), "a parcel still needs the address").toEqual({ ok: false, reason: "order_under_way" });
  await test.db.update(orders).set({ status: "fulfilled", fulfilledAt: NOON }).where(eq(orders.id, order));
  const erasure = deed();
  expect(await transact(test.db, (tx) => eraseMember(tx, erasure))).toEqual({ ok: true, writtenOff: [money(3_500n, "EUR")] });

  expect((await tracesOf()).filter((row) => !KEPT.some((table) => row.startsWith(`${table}:`)))).toEqual([]);
  expect((await tracesOf()).length, "the invoice names its buyer as long as tax law asks").toBe(1);
  expect((await audit(test.db)).shown).toEqual([]);

  const [left] = await test.db.select().from(members).where(eq(members.id, id));
  expect(left).toMatchObject({ status: "erased", email: null });
  expect((await test.db.select({ parent: members.parentId }).from(members).where(eq(members.id, friend)))[0]?.parent, "a nameless place in the chain").toBe(id);
  expect(await test.hot`select 1 from consents where member_id = ${uuidOf(id)}`, "what was agreed to can still be proven").toHaveLength(2);
});

it("closes the old link for ever, and makes the same address a new member without a past", async () => {
  const again = (await transact(test.db, async (tx) => ({ ok: true, id: await findOrEnrolBuyer(tx, { email: EMAIL, firstName: "Ottilie", lastName: "", locale: "fr", at: LATER }) }))).id;
  expect(await findShop(test.db, "Ottilie-Z")).toEqual({ kind: "closed" });
  expect(await transact(test.db, (tx) => changeHandle(tx, again, { wanted: "ottilie-z", at: LATER }))).toEqual({ ok: false, reason: "taken" });
  const [fresh] = await test.db.select().from(members).where(eq(members.id, again));
  expect(fresh).toMatchObject({ status: "active", parentId: null, claimedAt: null });
  for (const part of ["orders", "consents", "answers"] as const) for await (const row of readPart(test.db, again, part)) expect(row).toBeUndefined();
});

it("hands out every part of the file, and knows the columns of each", async () => {
  const distributor = await aMember(test.db, { role: "distributor" });
  await test.db.update(members).set({ firstName: "Paule", lastName: "Testu" }).where(eq(members.id, distributor));
  const buyer = await aMember(test.db, { parent: distributor });
  const order = await aPlacedOrder(test.db, { buyer, variant: await aVariant(test.db), sponsor: distributor, distributors: [distributor], stage: "direct" });
  await test.hot`insert into order_contacts (order_id, email, name, street, postal_code, city, country) values (${uuidOf(order)}, 'b@b.example', 'Bea Buyer', 'x', 'y', 'z', 'FR')`;
  await settle(test.hot, [{ order, payment: "pi_file", amount: money(10_000n, "EUR"), paidAt: NOON }]);
  await run((tx) => did(setConsent(tx, buyer, { kind: "named", given: true, at: NOON })));

  const file: Partial<Record<string, FileRow[]>> = {};
  for (const part of FILE_PARTS) {
    file[part] = [];
    for await (const one of readPart(test.db, buyer, part)) {
      expect(Object.keys(one), part).toEqual(PART_COLUMNS[part]);
      expect(Object.values(one).every((cell) => typeof cell === "string"), part).toBe(true);
      file[part].push(one);
    }
  }
  expect(file["orders"]).toMatchObject([{ total: "100.00", name: "Bea Buyer", paid: "2026-11-02T12:00:00Z" }]);
  expect(file["goods"]).toMatchObject([{ title: "Savon", quantity: "1", sum: "100.00" }]);
  expect(file["consents"]).toMatchObject([{ kind: "named", withdrawn: "" }]);
  expect(file["answers"]?.map(({ whom }) => whom), "others by a first name and an initial").toContain("Paule T.");
  expect(JSON.stringify(file)).not.toContain("Testu");
});
