import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { stock, variants } from "@/db/schema/catalog";
import { attributionEvents, members } from "@/db/schema/members";
import { orderLines, orders } from "@/db/schema/orders";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, aVariant, NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import { addToCart } from "@/lib/cart/commands";
import { findCart, findCartState } from "@/lib/cart/queries";
import { writeCompany } from "@/lib/company/commands";
import { readCompany } from "@/lib/company/queries";
import type { CartId, MemberId, OrderId, VariantId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { settle } from "@/lib/order/commands";
import { publishPlan } from "@/lib/plan/commands";
import { DEFAULT_PLAN, definitionOf } from "@/lib/plan/rules";
import { place, writeDelivery, writeVat } from "./commands";
import { readTerms } from "./queries";
import { DEFAULT_DELIVERY } from "./rules";
import type { CheckoutForm, Placing } from "./types";
import { DEFAULT_VAT } from "./vat/rules";

let test: TestDatabase;
let soap: VariantId;
beforeAll(async () => {
  test = await freshDatabase();
  const startsAt = new Date(NOON.getTime() - 86_400_000);
  await transact(test.db, (tx) => publishPlan(tx, { definition: definitionOf(DEFAULT_PLAN), startsAt, by: null, at: startsAt }));
});
beforeEach(async () => {
  soap = await aVariant(test.db);
});
afterAll(() => test.close());

let addresses = 0;
const form = (more: Partial<CheckoutForm> = {}): CheckoutForm => ({
  email: `guest-${(addresses += 1)}@test.example`, name: "Paule Testu", phone: "", street: "1 rue des Lilas", street2: "", postalCode: "69003", city: "Lyon", country: "FR",
  delivery: "home", credit: { kind: "none" }, answer: null, ...more,
});
const filled = async (shop: MemberId | null = null, variant = soap): Promise<CartId> => {
  const outcome = await transact(test.db, (tx) => addToCart(tx, { cart: null, shop, locale: "fr", currency: "EUR", at: NOON }, { variant, quantity: 1 }));
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.cart;
};
const placing = async (more: Partial<Placing> = {}): Promise<Placing> => ({
  cart: more.cart ?? (await filled()), form: form(), viewer: null, shop: null, remembered: null, answer: null, seenTotalMinor: 10_000n, locale: "fr", at: NOON, ...more,
});
const send = async (more: Partial<Placing> = {}) => {
  const wish = await placing(more);
  return transact(test.db, (tx) => place(tx, wish));
};
const placed = async (more: Partial<Placing> = {}): Promise<OrderId> => {
  const outcome = await send(more);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.order;
};
const orderOf = async (id: OrderId) => (await test.db.select().from(orders).where(eq(orders.id, id)))[0];
const answersOf = async (id: OrderId) => test.db.select({ to: attributionEvents.toId }).from(attributionEvents).where(eq(attributionEvents.orderId, id));

describe("VAT", () => {
  it("is that of the country of delivery, frozen on the line, whatever the table says later", async () => {
    const order = await placed({ form: form({ country: "BE", postalCode: "1000", city: "Bruxelles" }) });
    await transact(test.db, (tx) => writeVat(tx, { ...DEFAULT_VAT, rates: { ...DEFAULT_VAT.rates, BE: { standard: 2_200, intermediate: 0, reduced: 0, super_reduced: 0 } } }, NOON));
    expect(await test.db.select({ vatBps: orderLines.vatBps }).from(orderLines).where(eq(orderLines.orderId, order))).toEqual([{ vatBps: 2_100 }]);
    // 100.00 contain 17.36 of 21 %, half up.
    expect((await orderOf(order))?.vat).toEqual([{ rateBps: 2_100, grossMinor: "10000", vatMinor: "1736" }]);
    const later = await placed({ form: form({ country: "BE", postalCode: "1000", city: "Bruxelles" }) });
    expect((await orderOf(later))?.vat).toEqual([{ rateBps: 2_200, grossMinor: "10000", vatMinor: "1803" }]);
  });
});

describe("volumes", () => {
  it("are frozen at the company's factor of the moment, but for goods that have volumes of their own", async () => {
    const weighed = await aVariant(test.db);
    await test.db.update(variants).set({ cvMinor: 1_200n, bvMinor: 900n }).where(eq(variants.id, weighed));
    const volumesOf = (order: OrderId) => test.db.select({ cv: orderLines.cvMinor, bv: orderLines.bvMinor }).from(orderLines).where(eq(orderLines.orderId, order));
    const before = await placed();
    const company = await readCompany(test.db);
    const halved = async (volumeFactorBps: number) => transact(test.db, async (tx) => (await writeCompany(tx, { ...company, volumeFactorBps }, NOON), { ok: true }));
    await halved(5_000);
    const [after, own] = [await placed(), await placed({ cart: await filled(null, weighed) })];
    await halved(company.volumeFactorBps);
    expect(await volumesOf(before)).toEqual([{ cv: 8_333n, bv: 8_333n }]);
    expect(await volumesOf(after)).toEqual([{ cv: 4_167n, bv: 4_167n }]);
    expect(await volumesOf(own)).toEqual([{ cv: 1_200n, bv: 900n }]);
  });
});

describe("delivery", () => {
  it("is that of the settings, by country and weight, free from an amount; the company changes it for the next order", async () => {
    await test.db.update(variants).set({ grams: 600, priceMinor: 1_000n }).where(eq(variants.id, soap));
    expect(await send({ seenTotalMinor: 1_000n })).toEqual({ ok: false, reason: "total_changed", totalMinor: 1_690n });
    const [home] = DEFAULT_DELIVERY;
    if (!home) throw new Error("there is a way to deliver");
    await transact(test.db, (tx) => writeDelivery(tx, [{ ...home, zones: [{ countries: ["FR"], freeFromMinor: 900n, steps: [{ upToGrams: 1_000, priceMinor: 250n }] }] }], NOON));
    expect((await readTerms(test.db)).methods).toHaveLength(1);
    expect(await send({ seenTotalMinor: 1_000n })).toMatchObject({ ok: true, totalMinor: 1_000n });
    expect(await send({ form: form({ country: "BE" }) })).toEqual({ ok: false, reason: "not_delivered_there" });
    await transact(test.db, (tx) => writeDelivery(tx, DEFAULT_DELIVERY, NOON));
  });
});

describe("who told you about us", () => {
  it("binds a buyer without a link to whom they name, and is kept", async () => {
    const friend = await aMember(test.db);
    const order = await placed({ answer: { member: friend } });
    expect(await orderOf(order)).toMatchObject({ sponsorId: friend, sponsorSource: "answer", stage: "viral" });
    expect(await answersOf(order)).toEqual([{ to: friend }]);
    await settle(test.hot, [{ order, payment: `pi_${order}`, amount: money(10_000n, "EUR"), paidAt: NOON }]);
    const buyer = (await orderOf(order))?.buyerId;
    expect(buyer && (await test.db.select({ bound: members.bindingSponsorId }).from(members).where(eq(members.id, buyer)))).toEqual([{ bound: friend }]);
  });

  it("is kept when the answer is nobody, and not asked of whoever has a link or a binding", async () => {
    const [shop, friend] = [await aMember(test.db, { role: "distributor" }), await aMember(test.db)];
    expect(await answersOf(await placed({ answer: { member: null } }))).toEqual([{ to: null }]);
    const linked = await placed({ cart: await filled(shop), answer: { member: friend } });
    expect(await orderOf(linked)).toMatchObject({ sponsorId: shop, sponsorSource: "cart" });
    expect(await answersOf(linked)).toEqual([]);
    const bound = await aMember(test.db);
    await test.db.update(members).set({ parentId: shop, bindingSponsorId: shop }).where(eq(members.id, bound));
    const order = await placed({ viewer: bound, answer: { member: friend } });
    expect(await orderOf(order)).toMatchObject({ sponsorId: shop, sponsorSource: "binding" });
    expect(await answersOf(order)).toEqual([]);
  });
});

describe("whose shop it is", () => {
  it("is the cart's; the address of the checkout counts for a cart that was filled in nobody's", async () => {
    const [lea, nadia] = [await aMember(test.db, { role: "distributor" }), await aMember(test.db, { role: "distributor" })];
    expect(await orderOf(await placed({ cart: await filled(lea), shop: nadia }))).toMatchObject({ shopMemberId: lea, sponsorId: lea });
    expect(await orderOf(await placed({ shop: nadia }))).toMatchObject({ shopMemberId: nadia, sponsorId: nadia, sponsorSource: "cart" });
  });
});

describe("what happens in between", () => {
  it("a cart is placed once, however many tabs press the button", async () => {
    const cart = await filled();
    const wish = await placing({ cart });
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => transact(test.db, (tx) => place(tx, wish))));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.reason === "placed_before")).toHaveLength(7);
    expect((await findCartState(test.db, cart))?.last).toMatchObject({ status: "placed", taken: false });
  });

  it("the last piece is sold once, and the others are told which one is short", async () => {
    const last = await aVariant(test.db, 1);
    const carts = await Promise.all(Array.from({ length: 6 }, () => filled(null, last)));
    const outcomes = await Promise.all(carts.map((cart) => send({ cart })));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    for (const outcome of outcomes) if (!outcome.ok) expect(outcome).toMatchObject({ reason: "out_of_stock", lines: [{ quantity: 1, left: 0 }] });
    expect((await test.db.select().from(stock).where(eq(stock.variantId, last)))[0]).toMatchObject({ onHand: 1, reserved: 1 });
  });

  it("a price that changed is refused with the new total, and nothing of the try stays", async () => {
    const cart = await filled();
    await test.db.update(variants).set({ priceMinor: 12_000n }).where(eq(variants.id, soap));
    expect(await send({ cart })).toEqual({ ok: false, reason: "total_changed", totalMinor: 12_000n });
    expect((await findCartState(test.db, cart))?.last).toBeNull();
    expect((await findCart(test.db, cart))?.lines).toHaveLength(1);
    expect(await send({ cart, seenTotalMinor: 12_000n })).toMatchObject({ ok: true });
  });
});
