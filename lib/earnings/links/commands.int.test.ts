import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { orderLinks } from "@/db/schema/earnings";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, aVariant, NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import { addToCart } from "@/lib/cart/commands";
import { place } from "@/lib/checkout/commands";
import type { MemberId, OrderId, VariantId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { giveHandle } from "@/lib/members/commands";
import { findShop } from "@/lib/members/queries";
import { linkHandle, refuseHandle } from "@/lib/members/rules";
import { settle } from "@/lib/order/commands";
import { publishPlan } from "@/lib/plan/commands";
import { DEFAULT_PLAN, definitionOf } from "@/lib/plan/rules";
import { catchUp } from "../commands";
import { listSales, listSlices } from "../queries";
import { archiveLink, countLink, makeLink } from "./commands";
import { isLinkOf, listLabels, listLinks } from "./queries";
import { conversionPermille, earnedPerVisit } from "./rules";

let test: TestDatabase;
let owner: MemberId;
let handle: string;
let soap: VariantId;
const book = () => ({ owner, currency: "EUR", timeZone: "Europe/Paris" }) as const;
const make = (label: string, of = { owner, handle }) => transact(test.db, (tx) => makeLink(tx, { ...of, label, at: NOON }));

beforeAll(async () => {
  test = await freshDatabase();
  const startsAt = new Date(NOON.getTime() - 86_400_000);
  await transact(test.db, (tx) => publishPlan(tx, { definition: definitionOf(DEFAULT_PLAN), startsAt, by: null, at: startsAt }));
  owner = await aMember(test.db, { role: "distributor" });
  handle = (await transact(test.db, async (tx) => ({ ok: true, handle: await giveHandle(tx, owner, { firstName: "Léa", at: NOON }) }))).handle;
  soap = await aVariant(test.db);
});
afterAll(() => test.close());

/** A guest fills a cart in a shop by a link and orders. */
async function order(fill: { readonly shop: MemberId | null; readonly link: string | null }, checkout: typeof fill, email = `${crypto.randomUUID()}@test.example`): Promise<OrderId> {
  const cart = await transact(test.db, (tx) => addToCart(tx, { cart: null, ...fill, locale: "fr", currency: "EUR", at: NOON }, { variant: soap, quantity: 1 }));
  if (!cart.ok) throw new Error(cart.reason);
  const form = { email, name: "Paule Testu", phone: "", street: "1 rue des Lilas", street2: "", postalCode: "69003", city: "Lyon", country: "FR", delivery: "home", credit: { kind: "none" }, answer: null } as const;
  const outcome = await transact(test.db, (tx) => place(tx, { cart: cart.cart, form, viewer: null, ...checkout, remembered: null, answer: null, seenTotalMinor: 10_000n, locale: "fr", at: NOON }));
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.order;
}
const linkOf = async (id: OrderId) => (await test.db.select({ handle: orderLinks.handle }).from(orderLinks).where(eq(orderLinks.orderId, id)))[0]?.handle ?? null;

it("is another handle of the shop: it opens it and stays in the address, also off the list; a handle it can never be is refused", async () => {
  const made = await make("Marché du samedi");
  expect(made).toEqual({ ok: true, handle: `${handle}-marche-du-samedi` });
  if (!made.ok) return;
  expect(await make("  marché du SAMEDI ")).toEqual(made);
  expect(await findShop(test.db, made.handle.toUpperCase())).toMatchObject({ kind: "open", link: made.handle, shop: { memberId: owner, handle } });
  await transact(test.db, (tx) => archiveLink(tx, { owner, handle: made.handle, archived: true, at: NOON }));
  expect(await findShop(test.db, made.handle)).toMatchObject({ kind: "open", link: made.handle });
  expect(await findShop(test.db, handle)).toMatchObject({ kind: "open", link: null });
  expect(await make("   ")).toEqual({ ok: false, reason: "no_label" });
  expect(await make("salope")).toEqual({ ok: false, reason: "no_label" });
});

it("makes one link of ten clicks at once, and never somebody else's", async () => {
  const made = await Promise.all(Array.from({ length: 10 }, () => make("Soirée")));
  expect(new Set(made.map((one) => (one.ok ? one.handle : "")))).toEqual(new Set([`${handle}-soiree`]));
  const other = { owner: await aMember(test.db, { role: "distributor" }), handle };
  const theirs = await make("Soirée", other);
  expect(theirs.ok && theirs.handle !== `${handle}-soiree` && theirs.handle.startsWith(`${handle}-soiree-`.slice(0, 25))).toBe(true);
  expect(await isLinkOf(test.db, other.owner, `${handle}-soiree`)).toBe(false);
});

it("is a permitted handle whatever the label", () => {
  for (const label of ["x".repeat(60), "--- !! ---", "出店", "Élise & Noël – 1", "a"]) {
    for (const random of [null, new Uint8Array([1, 2, 3, 4])]) {
      const link = linkHandle({ shop: "marie-antoinette-de-la-tour", label, random });
      expect([label, link === null || refuseHandle(link) === null]).toEqual([label, true]);
    }
  }
  expect(linkHandle({ shop: "lea", label: "出店", random: new Uint8Array(4) })).toBe("lea-2222");
});

it("goes with the cart into the order, and only with a sale that is the shop's", async () => {
  const link = `${handle}-soiree`;
  const other = await aMember(test.db, { role: "distributor" });
  expect(await linkOf(await order({ shop: owner, link }, { shop: owner, link: null }))).toBe(link);
  expect(await linkOf(await order({ shop: null, link: null }, { shop: owner, link }))).toBe(link);
  expect(await linkOf(await order({ shop: other, link: null }, { shop: owner, link }))).toBe(null);
  const email = "bound@test.example";
  const first = await order({ shop: other, link: null }, { shop: other, link: null }, email);
  await settle(test.hot, [{ order: first, payment: "pi_bound", amount: money(10_000n, "EUR"), paidAt: NOON }]);
  expect(await linkOf(await order({ shop: owner, link }, { shop: owner, link }, email))).toBe(null);
});

it("knows a cart that comes in by another link, once", async () => {
  const fill = (cart: Parameters<typeof addToCart>[1]["cart"], link: string | null, shop: MemberId | null = owner) =>
    transact(test.db, (tx) => addToCart(tx, { cart, shop, link, locale: "fr", currency: "EUR", at: NOON }, { variant: soap, quantity: 1 }));
  const first = await fill(null, "a-link");
  if (!first.ok) throw new Error(first.reason);
  const entered = [first, await fill(first.cart, "a-link"), await fill(first.cart, null, null), await fill(first.cart, "a-link"), await fill(first.cart, null)].map((one) => one.ok && one.entered);
  expect(entered).toEqual([true, false, false, false, true]);
});

it("adds up visits, carts, orders and what they earned, by link, however many come at once", async () => {
  const link = `${handle}-soiree`;
  await Promise.all(Array.from({ length: 10 }, (_, n) => countLink(test.db, { member: owner, link: n < 8 ? link : null, day: "2026-11-02", visits: 1, carts: 0 })));
  await countLink(test.db, { member: owner, link, day: "2026-11-03", visits: 0, carts: 1 });
  const bought = await order({ shop: owner, link }, { shop: owner, link });
  await settle(test.hot, [{ order: bought, payment: "pi_link", amount: money(10_000n, "EUR"), paidAt: NOON }]);
  await catchUp(test.db, book());
  const links = await listLinks(test.db, book(), handle);
  const soiree = links.find((one) => one.handle === link);
  expect(links[0]).toMatchObject({ handle, label: null, visits: 2, orders: 0 });
  expect(soiree).toMatchObject({ label: "Soirée", visits: 8, carts: 1, orders: 1, earned: { minor: 3_000n } });
  expect(soiree && [conversionPermille(soiree), earnedPerVisit(soiree)?.minor]).toEqual([125n, 375n]);
  expect(links[0] && [conversionPermille({ orders: 3, visits: 0 }), earnedPerVisit({ ...links[0], visits: 0 }), conversionPermille({ orders: 3, visits: 2 })]).toEqual([null, null, 1_000n]);
  expect(await listSlices(test.db, book(), { period: "month", start: "2026-11-01T00:00:00", dimension: "link", limit: 5 })).toEqual([{ of: link, orders: 1, minor: 3_000n }]);
  expect((await listSales(test.db, book(), { filter: {}, after: null, limit: 5 }))[0]?.link).toBe(link);
  expect((await listLabels(test.db, owner)).get(link)).toBe("Soirée");
});
