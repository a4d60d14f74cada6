import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { members } from "@/db/schema/members";
import { aViralSale } from "@/db/testing/bought";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import { catchUp } from "@/lib/earnings/commands";
import { findPath, listBranches, listCustomers } from "@/lib/earnings/people/queries";
import { listSales, listSlices } from "@/lib/earnings/queries";
import { type MemberId, uuidOf } from "@/lib/kernel/id";
import { findShopOf } from "@/lib/members/queries";
import { listFriends } from "@/lib/members/sharing/queries";
import { findCreditNews } from "@/lib/notify/queries";
import { setConsent } from "./commands";

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.close());

const BOOK = { currency: "EUR", timeZone: "Europe/Paris" } as const;
/** What only the person, their carrier and the company may know. */
const SECRET = /zwanzigmark|perso\.example|zinnober|immenstadt|0655443322/i;

const name = (id: MemberId, firstName: string) => test.db.update(members).set({ firstName, lastName: "Zwanzigmark", town: "Immenstadt", email: `${firstName.toLowerCase()}@perso.example`, claimedAt: NOON }).where(eq(members.id, id));

/** All that the pages and mails of people up and down the chain read about each other. */
async function seen(of: { readonly buyer: MemberId; readonly sharer: MemberId; readonly distributor: MemberId; readonly order: Awaited<ReturnType<typeof aViralSale>>["order"] }): Promise<string> {
  const { buyer, sharer, distributor, order } = of;
  const book = { ...BOOK, owner: distributor };
  const span = { period: "year", start: "2026-01-01" } as const;
  const read = [
    await listSales(test.db, book, { filter: {}, after: null, limit: 50 }),
    await listCustomers(test.db, book, { by: "last", after: null, limit: 50, now: NOON }),
    await listCustomers(test.db, book, { by: "sharers", after: null, limit: 50, now: NOON }),
    [...(await listBranches(test.db, book, { of: [distributor], limit: 50, now: NOON })).values()],
    [...(await listBranches(test.db, book, { of: [sharer], limit: 50, now: NOON })).values()],
    await findPath(test.db, distributor, buyer),
    await listSlices(test.db, book, { ...span, dimension: "customer", limit: 10 } as never),
    await listFriends(test.db, sharer),
    await listFriends(test.db, distributor),
    await findShopOf(test.db, sharer),
    (await findCreditNews(test.db, { order, member: distributor }))?.orderNumber,
  ];
  expect(read.every((one) => (Array.isArray(one) ? one.length > 0 : one)), "everything was there to be read").toBe(true);
  return JSON.stringify(read, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}

it("shows nobody up or down the chain a whole name, an address or a mailbox, until its owner agrees, and no longer than that", async () => {
  const sale = await aViralSale(test);
  await test.db.update(members).set({ parentId: sale.sharer, enrolledAt: NOON }).where(eq(members.id, sale.buyer));
  await test.db.update(members).set({ enrolledAt: NOON }).where(eq(members.id, sale.sharer));
  await name(sale.buyer, "Ottilie");
  await name(sale.sharer, "Sharon");
  await test.hot`insert into handles (handle, member_id, current, created_at) values ('sharon', ${uuidOf(sale.sharer)}, true, ${NOON})`;
  await test.hot`insert into order_contacts (order_id, email, name, phone, street, postal_code, city, country) values (${uuidOf(sale.order)}, 'ottilie@perso.example', 'Ottilie Zwanzigmark', '0655443322', '3 passage Zinnober', '87509', 'Immenstadt', 'FR')`;
  await catchUp(test.db, { ...BOOK, owner: sale.distributor });

  const strangers = await seen(sale);
  expect(strangers).toContain("Ottilie Z.");
  expect(strangers).not.toMatch(SECRET);

  const consent = (given: boolean) => transact(test.db, async (tx) => (await setConsent(tx, sale.buyer, { kind: "named", given, at: NOON }), { ok: true }));
  await consent(true);
  const agreed = await seen(sale);
  expect(agreed).toContain('{"name":"Ottilie Zwanzigmark","email":"ottilie@perso.example"}');
  expect(agreed, "where somebody lives is nobody's business").not.toMatch(/zinnober|immenstadt|0655443322/i);
  expect(agreed).not.toContain("Sharon Zwanzigmark");
  await consent(false);
  expect(await seen(sale)).not.toMatch(SECRET);
});
