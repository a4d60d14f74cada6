import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { stock } from "@/db/schema/catalog";
import { orders } from "@/db/schema/orders";
import { freshDatabase, somebodyWaits, type TestDatabase } from "@/db/testing/database";
import { aMember, aPlacedOrder, aVariant, NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import type { CartId, MemberId, OrderId, VariantId } from "@/lib/kernel/id";
import { addToCart, adoptCart, rememberOrder, setQuantity, takeOrdered } from "./commands";
import { findCart, findCartState } from "./queries";
import type { Filling } from "./types";

let test: TestDatabase;
let soap: VariantId;
let honey: VariantId;
beforeAll(async () => {
  test = await freshDatabase();
});
beforeEach(async () => {
  soap = await aVariant(test.db);
  honey = await aVariant(test.db);
});
afterAll(() => test.close());

const filling = (more: Partial<Filling> = {}): Filling => ({ cart: null, shop: null, locale: "fr", currency: "EUR", at: NOON, ...more });
const fill = async (variant: VariantId, more: Partial<Filling> & { quantity?: number } = {}): Promise<CartId> => {
  const { quantity = 1, ...where } = more;
  const outcome = await transact(test.db, (tx) => addToCart(tx, filling(where), { variant, quantity }));
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.cart;
};
const held = async (cart: CartId) => Object.fromEntries(((await findCart(test.db, cart))?.lines ?? []).map(({ variant, quantity }) => [variant.id, quantity]));
const adopt = async (cart: CartId | null, member: MemberId) =>
  (await transact(test.db, async (tx) => ({ ok: true as const, cart: await adoptCart(tx, { cart, member, at: NOON }) }))).cart;
const ordered = async (cart: CartId, variant: VariantId): Promise<OrderId> => {
  const order = await aPlacedOrder(test.db, { buyer: await aMember(test.db), variant });
  await test.db.update(orders).set({ cartId: cart }).where(eq(orders.id, order));
  await transact(test.db, async (tx) => (await rememberOrder(tx, cart, order), { ok: true }));
  return order;
};

describe("whose shop it is", () => {
  it("is the last member's shop that it was filled in, and the company's own takes it from nobody", async () => {
    const [lea, nadia] = [await aMember(test.db), await aMember(test.db)];
    const cart = await fill(soap, { shop: lea });
    await fill(honey, { cart, shop: nadia });
    expect((await findCart(test.db, cart))?.shop).toBe(nadia);
    await fill(soap, { cart, shop: null });
    expect((await findCart(test.db, cart))?.shop).toBe(nadia);
  });
});

describe("signing in", () => {
  it("keeps the browser's cart and takes in what was left on another device, the larger quantity of each thing", async () => {
    const member = await aMember(test.db);
    const elsewhere = await fill(soap, { quantity: 3 });
    await fill(honey, { cart: elsewhere });
    await adopt(elsewhere, member);
    const here = await fill(soap, { quantity: 2 });
    expect(await adopt(here, member)).toBe(here);
    expect(await held(here)).toEqual({ [soap]: 3, [honey]: 1 });
    expect(await findCart(test.db, elsewhere)).toBeNull();
  });

  it("finds the cart that was left last in a browser without one", async () => {
    const member = await aMember(test.db);
    const left = await fill(soap);
    await adopt(left, member);
    expect(await adopt(null, member)).toBe(left);
    expect(await adopt(null, await aMember(test.db))).toBeNull();
  });

  it("never takes another member's cart", async () => {
    const [owner, other] = [await aMember(test.db), await aMember(test.db)];
    const cart = await fill(soap);
    await adopt(cart, owner);
    expect(await adopt(cart, other)).toBeNull();
    expect(await findCartState(test.db, cart)).toMatchObject({ member: owner });
  });

  it("leaves a cart that waits for a payment elsewhere as it is", async () => {
    const member = await aMember(test.db);
    const paying = await fill(soap);
    await adopt(paying, member);
    await ordered(paying, soap);
    const here = await fill(honey);
    await adopt(here, member);
    expect(await held(here)).toEqual({ [honey]: 1 });
    expect(await held(paying)).toEqual({ [soap]: 1 });
  });

  it("leaves a cart as it is whose order is being placed at that moment", async () => {
    const member = await aMember(test.db);
    const paying = await fill(soap);
    await adopt(paying, member);
    const here = await fill(honey);
    const order = await aPlacedOrder(test.db, { buyer: member, variant: soap });
    let adopting: Promise<unknown> = Promise.resolve();
    await test.db.transaction(async (tx) => {
      await rememberOrder(tx, paying, order);
      adopting = adopt(here, member);
      await somebodyWaits(test);
      await tx.update(orders).set({ cartId: paying }).where(eq(orders.id, order));
    });
    expect(await adopting).toBe(here);
    expect(await held(here)).toEqual({ [honey]: 1 });
    expect(await held(paying)).toEqual({ [soap]: 1 });
  });

  it("happens once, however many pages ask at the same time", async () => {
    const member = await aMember(test.db);
    const elsewhere = await fill(soap, { quantity: 2 });
    await adopt(elsewhere, member);
    const here = await fill(honey);
    const answers = await Promise.all(Array.from({ length: 10 }, () => adopt(here, member)));
    expect(new Set(answers)).toEqual(new Set([here]));
    expect(await held(here)).toEqual({ [soap]: 2, [honey]: 1 });
  });
});

describe("what was bought", () => {
  it("leaves the cart once, and what was added since stays", async () => {
    const cart = await fill(soap);
    const order = await ordered(cart, soap);
    await fill(honey, { cart });
    await fill(soap, { cart, quantity: 2 });
    const take = () => transact(test.db, (tx) => takeOrdered(tx, order));
    await Promise.all(Array.from({ length: 5 }, take));
    expect(await held(cart)).toEqual({ [soap]: 2, [honey]: 1 });
    expect((await findCartState(test.db, cart))?.last).toMatchObject({ id: order, taken: true });
  });

  it("is not taken from a cart that was placed anew meanwhile", async () => {
    const cart = await fill(soap);
    const earlier = await ordered(cart, soap);
    await test.db.update(orders).set({ status: "cancelled" }).where(eq(orders.id, earlier));
    await ordered(cart, soap);
    await transact(test.db, (tx) => takeOrdered(tx, earlier));
    expect(await held(cart)).toEqual({ [soap]: 1 });
  });
});

it("does not call the last piece sold out that its own unpaid order has reserved", async () => {
  const last = await aVariant(test.db, 1);
  const [cart, rival] = [await fill(last), await fill(last)];
  await ordered(cart, last);
  expect((await findCart(test.db, cart))?.lines[0]?.trouble).toBeNull();
  expect((await findCart(test.db, rival))?.lines[0]?.trouble).toBe("sold_out");
  expect((await test.db.select().from(stock).where(eq(stock.variantId, last)))[0]).toMatchObject({ reserved: 1 });
});

it("gives a removed thing back as it was", async () => {
  const cart = await fill(soap, { quantity: 4 });
  const set = (quantity: number) => transact(test.db, (tx) => setQuantity(tx, filling({ cart }), { variant: soap, quantity }));
  expect(await set(0)).toMatchObject({ ok: true, cart, quantity: 0 });
  expect(await held(cart)).toEqual({});
  expect(await set(4)).toMatchObject({ ok: true, cart, quantity: 4 });
});
