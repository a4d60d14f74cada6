import "server-only";
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { carts } from "@/db/schema/cart";
import { orderLinks } from "@/db/schema/earnings";
import { attributionEvents } from "@/db/schema/members";
import { orderContacts, orderLines, orders } from "@/db/schema/orders";
import { settings } from "@/db/schema/plan";
import { sqlDetail, sqlState, WithLast } from "@/db/transact";
import { attribute } from "@/lib/attribution/queries";
import type { Attribution } from "@/lib/attribution/types";
import { rememberOrder } from "@/lib/cart/commands";
import { findCart } from "@/lib/cart/queries";
import type { Cart, CartLine } from "@/lib/cart/types";
import { readCompany } from "@/lib/company/queries";
import { CARD_LIMITS } from "@/lib/gateway/stripe/amounts";
import { idOf, type MemberId, newId, type OrderId, uuidOf, type VariantId } from "@/lib/kernel/id";
import { pgArray } from "@/lib/kernel/pg";
import { findWallets } from "@/lib/ledger/queries";
import { findOrEnrolBuyer } from "@/lib/members/commands";
import { planAt } from "@/lib/plan/queries";
import { splitPool } from "@/lib/plan/rules";
import type { PlanVersion, Shares } from "@/lib/plan/types";
import { readTerms } from "./queries";
import { creditWanted, deliveryPrice, lineVolume, orderNumber, priceOrder, storedDelivery } from "./rules";
import type { CheckoutForm, DeliveryMethod, LineToPrice, Placing, PlaceOutcome, PlaceRefusal, PricedOrder, SaleTerms } from "./types";
import { vatFor } from "./vat/rules";
import type { VatTable } from "./vat/types";

/** A placed order expires after this; its payment page after 30 minutes. DESIGN §5 */
const PLACED_FOR_MS = 35 * 60_000;
/** `ledger_post` raises it when a hold is not covered. */
const NOT_COVERED = "CG001";
/** `reserve_stock` raises it and says in its detail how many pieces are left of each variant that has too few. */
const TOO_FEW = "CG003";
const Left = z.record(z.string(), z.int());

type Line = LineToPrice & { readonly cart: CartLine };

/**
 * Places an order from a cart: freezes prices, plan version, the buyer's role, sponsor, stage and chain; reserves the
 * stock and holds the credit; all in the caller's transaction, the stock together with its commit. No vendor is called. Refusals roll everything back.
 *
 * - A guest with a known address orders as that member, but only the signed-in member can spend credit.
 * - The browser says which and how much; price, owner and total are looked up, and the total must be the one shown.
 * @see DESIGN §3, §5
 */
export async function place(tx: Tx, placing: Placing): Promise<PlaceOutcome | WithLast<PlaceOutcome>> {
  await tx.select({ id: carts.id }).from(carts).where(eq(carts.id, placing.cart)).for("no key update");
  const [waiting] = await tx.select({ id: orders.id, sessionId: orders.sessionId }).from(orders)
    .where(sql`${orders.cartId} = ${uuidOf(placing.cart)} and ${orders.status} = 'placed'`);
  if (waiting) return { ok: false, reason: "placed_before", order: waiting.id, sessionId: waiting.sessionId };

  const cart = await findCart(tx, placing.cart);
  if (!cart || cart.lines.length === 0) return { ok: false, reason: "cart_empty" };
  const trouble = cart.lines.filter((line) => line.trouble !== null);
  if (trouble.length > 0) return outOfStock(trouble);

  const version = await planAt(tx, placing.at);
  const priced = await price(tx, placing, { cart, version, terms: await readTerms(tx) });
  if (!priced.ok) return priced;
  if (priced.totalMinor !== placing.seenTotalMinor) return { ok: false, reason: "total_changed", totalMinor: priced.totalMinor };

  const buyer = placing.viewer ?? (await enrol(tx, placing));
  const shop = cart.shop ?? placing.shop;
  const attribution = await attribute(tx, {
    buyer,
    cartShop: shop,
    remembered: placing.remembered,
    answer: placing.answer?.member ?? null,
    at: placing.at,
  });
  const shares = splitPool(priced.pool.poolMinor, { stage: attribution.stage, hasDistributor: attribution.distributorChain.length > 0 }, version.plan);
  const order = newId("order", placing.at.getTime());
  const number = orderNumber(crypto.getRandomValues(new Uint8Array(8)));
  const link = cart.shop === null ? (placing.link ?? null) : cart.link;
  // A link is its shop's: it says nothing of a sale that goes to somebody else.
  if (link !== null && attribution.sponsor === shop) await tx.insert(orderLinks).values({ orderId: order, handle: link });
  await write(tx, placing, { order, number, buyer, cart, shop, version, priced, attribution, shares });

  if (!(await hold(tx, order, { buyer, priced, at: placing.at }))) return { ok: false, reason: "insufficient_credit" };
  await rememberOrder(tx, cart.id, order);
  return reserving(tx, cart, { ok: true, order, number, cardMinor: priced.cardMinor, totalMinor: priced.totalMinor });
}

/** Of which lines how many pieces are left: as the cart was read, or as they were counted since. */
function outOfStock(lines: readonly CartLine[], counted: ReadonlyMap<VariantId, number> = new Map()): PlaceRefusal {
  return { ok: false, reason: "out_of_stock", lines: lines.map(({ variant, quantity }) => ({ title: variant.title, choice: variant.choice, quantity, left: counted.get(variant.id) ?? variant.left ?? 0 })) };
}

async function enrol(tx: Tx, { form, locale, at }: Placing): Promise<MemberId> {
  const [firstName = "", ...rest] = form.name.split(" ");
  return findOrEnrolBuyer(tx, { email: form.email, firstName, lastName: rest.join(" "), locale, at });
}

/** What the order costs and who pays what, as it is now. */
async function price(tx: Tx, placing: Placing, sale: { cart: Cart; version: PlanVersion; terms: SaleTerms }) {
  const { cart, version, terms } = sale;
  const method = terms.methods.find(({ code }) => code === placing.form.delivery);
  if (!method) return { ok: false, reason: "not_delivered_there" } as const;
  const delivery = deliveryPrice(method, { country: placing.form.country, grams: cart.grams, goodsMinor: cart.goods.minor });
  if (!delivery.ok) return delivery;

  const wallets = placing.viewer && (await findWallets(tx, placing.viewer, cart.currency));
  const creditAvailable = { creditMinor: wallets?.credit.available.minor ?? 0n, earningsMinor: wallets?.earnings.available.minor ?? 0n };
  const limits = CARD_LIMITS[cart.currency];
  return priceOrder<Line>({
    lines: cart.lines.map((line) => ({
      cart: line,
      quantity: line.quantity,
      unitMinor: line.variant.price.minor,
      vatBps: vatFor(placing.form.country, line.variant.vatBps, terms.vat),
      rateBps: line.variant.rateBps ?? version.plan.totalRateBps,
    })),
    discountMinor: 0n,
    shippingMinor: delivery.priceMinor,
    creditWantedMinor: placing.viewer ? creditWanted(placing.form.credit, creditAvailable) : 0n,
    creditAvailable,
    plan: version.plan,
    payable: { minimumMinor: limits.minimum, stepMinor: limits.step },
    currency: cart.currency,
  });
}

type Frozen = {
  readonly order: OrderId;
  readonly number: string;
  readonly buyer: MemberId;
  readonly cart: Cart;
  readonly shop: MemberId | null;
  readonly version: PlanVersion;
  readonly priced: PricedOrder<Line>;
  readonly attribution: Attribution;
  readonly shares: Shares;
};

async function write(tx: Tx, placing: Placing, frozen: Frozen): Promise<void> {
  const { order, number, buyer, cart, shop, version, priced, attribution, shares } = frozen;
  const { timeZone, volumeFactorBps } = await readCompany(tx);
  await tx.insert(orders).values({
    id: order,
    number,
    cartId: cart.id,
    status: "placed",
    locale: placing.locale,
    timeZone,
    currency: cart.currency,
    goodsMinor: priced.goodsMinor,
    discountMinor: priced.discountMinor,
    shippingMinor: priced.shippingMinor,
    totalMinor: priced.totalMinor,
    creditMinor: priced.creditMinor,
    creditEarningsMinor: priced.creditEarningsMinor,
    cardMinor: priced.cardMinor,
    vat: priced.vat,
    shippingMethod: placing.form.delivery,
    buyerId: buyer,
    buyerRole: attribution.buyerRole,
    shopMemberId: shop,
    sponsorId: attribution.sponsor,
    sponsorSource: attribution.source,
    stage: attribution.stage,
    sharerId: attribution.sharer,
    distributorChain: attribution.distributorChain,
    planVersion: version.version,
    binding: version.plan.binding,
    baseMinor: priced.baseMinor,
    poolMinor: priced.pool.poolMinor,
    partBuyerMinor: shares.buyer,
    partSharerMinor: shares.sharer,
    partDistributorMinor: shares.distributor,
    partCompanyMinor: shares.company,
    placedAt: placing.at,
    expiresAt: new Date(placing.at.getTime() + PLACED_FOR_MS),
  });
  await tx.insert(orderLines).values(priced.lines.map((line, position) => lineRow(line, { order, position, volumeFactorBps })));
  await tx.insert(orderContacts).values({ orderId: order, ...contactOf(placing.form) });
  // Asked only without a link and a binding; what was answered is kept, also when it was "nobody", so that an operator can undo it. DESIGN §3
  if (placing.answer && shop === null && (attribution.source === "answer" || attribution.source === "nobody")) {
    await tx.insert(attributionEvents).values({ id: newId("trail", placing.at.getTime()), kind: "answer", memberId: buyer, toId: placing.answer.member, orderId: order, occurredAt: placing.at });
  }
}

function lineRow(line: PricedOrder<Line>["lines"][number], at: { readonly order: OrderId; readonly position: number; readonly volumeFactorBps: number }): typeof orderLines.$inferInsert {
  const { variant, quantity } = line.cart;
  return {
    id: newId("line"),
    orderId: at.order,
    position: at.position,
    productId: variant.productId,
    variantId: variant.id,
    sku: variant.sku,
    title: variant.title,
    choice: variant.choice,
    picture: variant.picture?.file ?? null,
    quantity,
    unitMinor: line.unitMinor,
    discountMinor: line.discountMinor,
    goodsMinor: line.goodsMinor,
    vatBps: line.vatBps,
    rateBps: line.rateBps,
    creditMinor: line.creditMinor,
    baseMinor: line.baseMinor,
    cvMinor: lineVolume(variant.cvMinor, line, at.volumeFactorBps),
    bvMinor: lineVolume(variant.bvMinor, line, at.volumeFactorBps),
  };
}

function contactOf({ email, name, phone, street, street2, postalCode, city, country }: CheckoutForm) {
  return { email, name, phone, street, street2, postalCode, city, country };
}

async function hold(tx: Tx, order: OrderId, on: { buyer: MemberId; priced: PricedOrder<Line>; at: Date }): Promise<boolean> {
  const { creditMinor, creditEarningsMinor, currency } = on.priced;
  if (creditMinor === 0n) return true;
  try {
    await tx.execute(sql`select hold_credit(${uuidOf(order)}, ${uuidOf(on.buyer)}, ${currency}, ${creditMinor - creditEarningsMinor},
      ${creditEarningsMinor}, ${on.at.toISOString()}::timestamptz)`);
    return true;
  } catch (error) {
    if (sqlState(error) === NOT_COVERED) return false;
    throw error;
  }
}

/** Reserves the pieces in the order's last statement: a variant that many want at once is locked for as short as it can be. */
function reserving(tx: Tx, cart: Cart, outcome: PlaceOutcome & { ok: true }): WithLast<PlaceOutcome> {
  const statement = tx.execute(sql`select reserve_stock(
    ${pgArray(cart.lines.map(({ variant }) => uuidOf(variant.id)))}::uuid[], ${pgArray(cart.lines.map(({ quantity }) => quantity))}::int[],
    ${pgArray(cart.lines.map(({ variant }) => variant.left !== null))}::boolean[])`);
  return new WithLast<PlaceOutcome>(outcome, statement, (error) => {
    if (sqlState(error) !== TOO_FEW) return null;
    const left = new Map(Object.entries(Left.parse(JSON.parse(sqlDetail(error)))).map(([variant, pieces]) => [idOf("variant", variant), pieces]));
    return outOfStock(cart.lines.filter(({ variant }) => left.has(variant.id)), left);
  });
}

/** Writes how the company delivers; the next order is placed by it. The methods were read by `parseDelivery`. */
export async function writeDelivery(tx: Tx, methods: readonly DeliveryMethod[], at: Date): Promise<{ readonly ok: true }> {
  return writeSetting(tx, { key: "delivery", value: storedDelivery(methods), updatedAt: at });
}

/** Writes the VAT table; the next order is placed by it. The table was read by `VatInput`. */
export async function writeVat(tx: Tx, value: VatTable, at: Date): Promise<{ readonly ok: true }> {
  return writeSetting(tx, { key: "vat", value, updatedAt: at });
}

async function writeSetting(tx: Tx, row: typeof settings.$inferInsert): Promise<{ readonly ok: true }> {
  await tx.insert(settings).values(row).onConflictDoUpdate({ target: settings.key, set: { value: row.value, updatedAt: row.updatedAt } });
  return { ok: true };
}
