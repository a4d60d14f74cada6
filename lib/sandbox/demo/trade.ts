import { sql } from "drizzle-orm";
import { connect, connectHot, type Db, type Hot } from "@/db/client";
import { transact } from "@/db/transact";
import { addToCart } from "@/lib/cart/commands";
import { findCart } from "@/lib/cart/queries";
import { listProducts, findProduct } from "@/lib/catalog/queries";
import { place } from "@/lib/checkout/commands";
import { DEFAULT_DELIVERY, deliveryPrice } from "@/lib/checkout/rules";
import { countLink, makeLink } from "@/lib/earnings/links/commands";
import { type CartId, type MemberId, uuidOf, type VariantId } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { money } from "@/lib/kernel/money";
import { findWallets } from "@/lib/ledger/queries";
import { findMemberByAddress } from "@/lib/members/queries";
import { fulfil, settle } from "@/lib/order/commands";
import { CUSTOMERS, type DemoCustomer, DISTRIBUTORS, emailOf } from "./people";

const DAYS = 92;
const DAY_MS = 86_400_000;

/** A sequence of chances that is the same every time (mulberry32). */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Shelf = readonly { readonly variant: VariantId; readonly weight: number }[];
type Known = { readonly customer: DemoCustomer; readonly member: MemberId; readonly shares: number };
/** What distributors put their links on: each has two of these. */
const OCCASIONS = ["Marché du samedi", "Soirée thé et savons", "Carte de visite", "Prospectus d’automne"];
type Trade = { readonly links: Links; readonly db: Db; readonly hot: Hot; readonly chance: () => number; readonly shelf: Shelf; readonly sellers: ReadonlyMap<string, MemberId>; readonly known: Known[]; readonly newcomers: DemoCustomer[] };

/**
 * Three months of plausible orders through the shop's own commands: customers arrive through distributors, then through
 * each other; they come back, spend credit, and trade grows a little each week.
 */
export async function playTrade(databaseUrl: string, now: Date): Promise<void> {
  const db = connect(databaseUrl, { connectionsMax: 4 });
  const hot = connectHot(databaseUrl, { connectionsMax: 2 });
  try {
    const sellers = new Map<string, MemberId>();
    for (const distributor of DISTRIBUTORS) {
      const member = await findMemberByAddress(db, emailOf(distributor));
      invariant(member !== null, `${distributor.handle} is enrolled`);
      sellers.set(distributor.handle, member.id);
    }
    const trade: Trade = { links: await makeLinks(db, sellers, now), db, hot, chance: chances(20_260_801), shelf: await stockShelf(db, now), sellers, known: [], newcomers: [...CUSTOMERS] };
    for (let day = DAYS; day >= 1; day -= 1) await playDay(trade, new Date(now.getTime() - day * DAY_MS), day);
  } finally {
    await db.$client.end();
    await hot.end();
  }
}

/** Labelled links of shops, and a chance of their own, so that sales are the same with and without them. */
type Links = { readonly of: ReadonlyMap<MemberId, readonly string[]>; readonly chance: () => number };

async function makeLinks(db: Db, sellers: ReadonlyMap<string, MemberId>, now: Date): Promise<Links> {
  const of = new Map<MemberId, string[]>();
  for (const [n, [handle, owner]] of [...sellers].entries()) {
    for (const label of [OCCASIONS[n % OCCASIONS.length], OCCASIONS[(n + 1) % OCCASIONS.length]]) {
      const made = await transact(db, (tx) => makeLink(tx, { owner, handle, label: label ?? "", at: new Date(now.getTime() - DAYS * DAY_MS) }));
      if (made.ok) of.set(owner, [...(of.get(owner) ?? []), made.handle]);
    }
  }
  return { of, chance: chances(20_261_126) };
}

/** By which of its links somebody came into a shop, with everybody else who came by it that day and did not buy. */
async function arrive({ db, links: { of, chance } }: Trade, shop: MemberId, at: Date): Promise<string | null> {
  const links = of.get(shop) ?? [];
  const link = chance() < 0.6 ? (links[Math.floor(chance() * links.length)] ?? null) : null;
  const [visits, carts, day] = [3 + Math.floor(chance() * 9), 1 + Math.floor(chance() * 2), at.toISOString().slice(0, 10)];
  await countLink(db, { member: shop, link, day, visits, carts });
  await db.execute(sql`insert into share_days (member_id, day, product, event, count) values (${uuidOf(shop)}, ${day}, '', 'visit', ${visits}), (${uuidOf(shop)}, ${day}, '', 'cart', ${carts})
    on conflict (member_id, day, product, event) do update set count = share_days.count + excluded.count`);
  return link;
}

/** One day's sales, a little more each month; half of the people are new as long as there are new ones. */
async function playDay(trade: Trade, day: Date, daysLeft: number): Promise<void> {
  const { chance, known, newcomers } = trade;
  const sales = 1 + Math.floor(chance() * (2.2 + (DAYS - daysLeft) / 30));
  for (let n = 0; n < sales; n += 1) {
    const at = new Date(day.getTime() + Math.floor(chance() * 13 * 3_600_000));
    const arrives = newcomers.length > 0 && (known.length < 4 || chance() < newcomers.length / (daysLeft * 1.4 + 1));
    await buy(trade, arrives ? newcomers.shift() : undefined, at);
  }
}

async function stockShelf(db: Db, now: Date): Promise<Shelf> {
  const shelf: { variant: VariantId; weight: number }[] = [];
  for (const card of await listProducts(db, now)) {
    const product = await findProduct(db, now, card.slug);
    for (const [n, variant] of (product?.variants ?? []).entries()) {
      if (variant.left === null || variant.left > 40) shelf.push({ variant: variant.id, weight: n === 0 ? 3 : 1 });
    }
  }
  return shelf;
}

function pick<T extends { readonly weight: number }>(chance: () => number, from: readonly T[]): T {
  let left = chance() * from.reduce((sum, { weight }) => sum + weight, 0);
  const found = from.find(({ weight }) => (left -= weight) < 0) ?? from.at(-1);
  invariant(found !== undefined, "there is something to pick");
  return found;
}

/** Whose link a newcomer opened: a distributor's, or, more and more often, another customer's; now and then nobody's. */
function shopOf(trade: Trade): MemberId | null {
  const { chance, known, sellers } = trade;
  if (chance() < 0.06) return null;
  if (known.length > 6 && chance() < 0.5) return pick(chance, known.map(({ member, shares }) => ({ member, weight: shares }))).member;
  return sellers.get(pick(chance, DISTRIBUTORS).handle) ?? null;
}

async function buy(trade: Trade, newcomer: DemoCustomer | undefined, at: Date): Promise<void> {
  const { db, hot, chance, known } = trade;
  const regular = newcomer ? null : pick(chance, known.map((one) => ({ one, weight: one.shares }))).one;
  const customer = newcomer ?? regular?.customer;
  invariant(customer !== undefined, "somebody buys");
  const shop = regular && chance() < 0.5 ? null : shopOf(trade);
  const cart = await fillCart(trade, { shop, link: shop && (await arrive(trade, shop, at)), at });
  const spends = regular !== null && chance() < 0.45 && (await findWallets(db, regular.member, "EUR")).credit.available.minor > 300n;
  const total = await totalOf(db, cart);
  const placed = await transact(db, (tx) => place(tx, {
    cart,
    form: {
      email: emailOf(customer), name: `${customer.firstName} ${customer.lastName}`, phone: "", street: customer.street, street2: "",
      postalCode: customer.postalCode, city: customer.city, country: "FR", delivery: "home", credit: { kind: spends ? "all" : "none" }, answer: null,
    },
    viewer: spends ? regular.member : null,
    shop: null,
    remembered: null,
    answer: null,
    seenTotalMinor: total,
    locale: "fr",
    at,
  }));
  invariant(placed.ok, `a demo order is placed: ${JSON.stringify(placed, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value))}`);
  const paidAt = new Date(at.getTime() + 90_000 + Math.floor(chance() * 120_000));
  await settle(hot, [{ order: placed.order, payment: placed.cardMinor > 0n ? `pi_demo_${placed.number}` : null, amount: money(placed.cardMinor, "EUR"), paidAt }]);
  if (Date.now() - paidAt.getTime() > 3 * DAY_MS) await transact(db, (tx) => fulfil(tx, placed.order, new Date(paidAt.getTime() + DAY_MS + 14_400_000)));
  if (newcomer) {
    const member = await findMemberByAddress(db, emailOf(newcomer));
    invariant(member !== null, "who bought is a member");
    known.push({ customer: newcomer, member: member.id, shares: chance() < 0.2 ? 6 : 1 });
  }
}

async function fillCart({ db, chance, shelf }: Trade, where: { readonly shop: MemberId | null; readonly link: string | null; readonly at: Date }) {
  const filling = { cart: null, shop: where.shop, link: where.link, locale: "fr", currency: "EUR", at: where.at } as const;
  let cart: CartId | null = null;
  const things = 1 + Math.floor(chance() * 3.4);
  for (let n = 0; n < things; n += 1) {
    const outcome = await transact(db, (tx) => addToCart(tx, { ...filling, cart }, { variant: pick(chance, shelf).variant, quantity: chance() < 0.25 ? 2 : 1 }));
    if (outcome.ok) cart = outcome.cart;
  }
  invariant(cart !== null, "a demo cart holds something");
  return cart;
}

async function totalOf(db: Db, id: Parameters<typeof findCart>[1]): Promise<bigint> {
  const cart = await findCart(db, id);
  const [method] = DEFAULT_DELIVERY;
  invariant(cart !== null && method !== undefined, "a filled cart and a way to deliver it");
  const delivery = deliveryPrice(method, { country: "FR", grams: cart.grams, goodsMinor: cart.goods.minor });
  invariant(delivery.ok, "a demo parcel is not too heavy");
  return cart.goods.minor + delivery.priceMinor;
}
