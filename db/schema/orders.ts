import { sql } from "drizzle-orm";
import { boolean, char, check, index, integer, jsonb, pgEnum, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Localized } from "../../lib/kernel/locale";
import type { Currency } from "../../lib/kernel/money";
import { idColumn, idsColumn, minor, moment } from "./columns";
import { memberRole } from "./members";

export const orderStatus = pgEnum("order_status", ["placed", "paid", "fulfilled", "expired", "cancelled"]);
export const stage = pgEnum("stage", ["direct", "viral", "organic", "self"]);
export const sponsorSource = pgEnum("sponsor_source", ["binding", "cart", "remembered", "answer", "nobody"]);

/** VAT of the order per rate: `grossMinor` contains `vatMinor`. Decimal strings of minor units. */
export type VatLine = { readonly rateBps: number; readonly grossMinor: string; readonly vatMinor: string };

/** One purchase. What placing freezes is never written again; settling fills the second half. DESIGN §3, §5 */
export const orders = pgTable(
  "orders",
  {
    id: idColumn("order", "id").primaryKey(),
    /** What people call it. Random, so that it tells nobody how much is sold. */
    number: text("number").notNull(),
    cartId: idColumn("cart", "cart_id"),
    status: orderStatus("status").notNull(),
    locale: text("locale").notNull(),
    timeZone: text("time_zone").notNull(),
    currency: char("currency", { length: 3 }).$type<Currency>().notNull(),

    // Amounts, in their order: goods, discounts, shipping, VAT (contained), total, tenders.
    /** Goods after discounts. */
    goodsMinor: minor("goods_minor").notNull(),
    discountMinor: minor("discount_minor").notNull(),
    shippingMinor: minor("shipping_minor").notNull(),
    totalMinor: minor("total_minor").notNull(),
    /** Paid from the buyer's wallets. */
    creditMinor: minor("credit_minor").notNull(),
    /** The part of `credit_minor` that came from the earnings wallet. */
    creditEarningsMinor: minor("credit_earnings_minor").notNull(),
    /** Paid by card. */
    cardMinor: minor("card_minor").notNull(),
    vat: jsonb("vat").$type<readonly VatLine[]>().notNull(),
    shippingMethod: text("shipping_method").notNull(),

    // Attribution and shares, frozen at placing.
    buyerId: idColumn("member", "buyer_id").notNull(),
    buyerRole: memberRole("buyer_role").notNull(),
    shopMemberId: idColumn("member", "shop_member_id"),
    sponsorId: idColumn("member", "sponsor_id"),
    sponsorSource: sponsorSource("sponsor_source").notNull(),
    stage: stage("stage").notNull(),
    sharerId: idColumn("member", "sharer_id"),
    /** Distributors up the chain, nearest first; the first eligible one at settling is the distributor of origin. */
    distributorChain: idsColumn("member", "distributor_chain").notNull(),
    planVersion: integer("plan_version").notNull(),
    /** `lifetime`, `months:N` or `per-order`. */
    binding: text("binding").notNull(),
    baseMinor: minor("base_minor").notNull(),
    poolMinor: minor("pool_minor").notNull(),
    partBuyerMinor: minor("part_buyer_minor").notNull(),
    partSharerMinor: minor("part_sharer_minor").notNull(),
    partDistributorMinor: minor("part_distributor_minor").notNull(),
    partCompanyMinor: minor("part_company_minor").notNull(),

    // Payment.
    sessionId: text("session_id"),
    sessionUrl: text("session_url"),
    paymentId: text("payment_id"),
    placedAt: moment("placed_at").notNull(),
    expiresAt: moment("expires_at").notNull(),
    paidAt: moment("paid_at"),
    endedAt: moment("ended_at"),
    fulfilledAt: moment("fulfilled_at"),
    /** Who received the distributor's part when the order settled. */
    distributorId: idColumn("member", "distributor_id"),
  },
  (t) => [
    uniqueIndex("an_order_number_is_one_order").on(t.number),
    uniqueIndex("a_payment_session_is_one_order").on(t.sessionId).where(sql`${t.sessionId} is not null`),
    // Serves the member's orders.
    index("orders_by_buyer").on(t.buyerId, t.id),
    // Serves the sweeper.
    index("orders_that_wait").on(t.placedAt).where(sql`${t.status} = 'placed'`),
    // Serves "a cart has at most one placed order".
    uniqueIndex("a_cart_has_one_placed_order").on(t.cartId).where(sql`${t.status} = 'placed'`),
    check("tenders_add_up", sql`${t.creditMinor} + ${t.cardMinor} = ${t.totalMinor}`),
    check("the_total_adds_up", sql`${t.goodsMinor} + ${t.shippingMinor} = ${t.totalMinor}`),
    check("no_negative_amounts", sql`least(${t.goodsMinor}, ${t.discountMinor}, ${t.shippingMinor}, ${t.creditMinor}, ${t.cardMinor}, ${t.creditEarningsMinor}) >= 0`),
    check("credit_pays_for_goods_first", sql`${t.creditEarningsMinor} <= ${t.creditMinor}`),
    check("parts_add_up_to_the_pool", sql`${t.partBuyerMinor} + ${t.partSharerMinor} + ${t.partDistributorMinor} + ${t.partCompanyMinor} = ${t.poolMinor}`),
    check("nobody_sponsors_themselves", sql`${t.sponsorId} is distinct from ${t.buyerId} or ${t.stage} = 'self'`),
  ],
);

/** A line of an order, with everything frozen that its shares, invoice and forwarding need. */
export const orderLines = pgTable(
  "order_lines",
  {
    id: idColumn("line", "id").primaryKey(),
    orderId: idColumn("order", "order_id").notNull(),
    position: integer("position").notNull(),
    productId: idColumn("product", "product_id").notNull(),
    variantId: idColumn("variant", "variant_id").notNull(),
    sku: text("sku").notNull(),
    title: jsonb("title").$type<Localized>().notNull(),
    choice: jsonb("choice").$type<Localized>(),
    picture: text("picture"),
    quantity: integer("quantity").notNull(),
    unitMinor: minor("unit_minor").notNull(),
    discountMinor: minor("discount_minor").notNull(),
    /** Unit price times quantity, less the discount. */
    goodsMinor: minor("goods_minor").notNull(),
    vatBps: integer("vat_bps").notNull(),
    rateBps: integer("rate_bps").notNull(),
    /** The part of the line that wallet credit paid. */
    creditMinor: minor("credit_minor").notNull(),
    /** What the rate is taken of. */
    baseMinor: minor("base_minor").notNull(),
    /** Volumes of the whole line. */
    cvMinor: minor("cv_minor").notNull(),
    bvMinor: minor("bv_minor").notNull(),
  },
  (t) => [
    uniqueIndex("order_lines_have_an_order").on(t.orderId, t.position),
    check("a_line_adds_up", sql`${t.unitMinor} * ${t.quantity} - ${t.discountMinor} = ${t.goodsMinor}`),
  ],
);

/** Who receives the parcel and the mails. Personal data, apart from the order so that erasure can empty it. */
export const orderContacts = pgTable(
  "order_contacts",
  {
    orderId: idColumn("order", "order_id").primaryKey(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    phone: text("phone").notNull().default(""),
    street: text("street").notNull(),
    street2: text("street2").notNull().default(""),
    postalCode: text("postal_code").notNull(),
    city: text("city").notNull(),
    country: char("country", { length: 2 }).notNull(),
  },
  // Serve the office's search for orders, by the beginning of an address and by a part of a name.
  (t) => [index("orders_by_address").on(t.email.op("text_pattern_ops")), index("orders_by_name").using("gin", t.name.op("gin_trgm_ops"))],
);

export const refundStatus = pgEnum("refund_status", ["accepted", "sent", "done", "owed", "settled_otherwise", "cancelled"]);
export const refundKind = pgEnum("refund_kind", ["lines", "shipping", "amount", "late_payment", "provider", "dispute"]);

/** Money given back. Everything is posted when it is accepted; the card part is sent by a job. DESIGN §4 */
export const refunds = pgTable(
  "refunds",
  {
    id: idColumn("refund", "id").primaryKey(),
    orderId: idColumn("order", "order_id").notNull(),
    kind: refundKind("kind").notNull(),
    status: refundStatus("status").notNull(),
    currency: char("currency", { length: 3 }).$type<Currency>().notNull(),
    goodsMinor: minor("goods_minor").notNull(),
    shippingMinor: minor("shipping_minor").notNull(),
    walletMinor: minor("wallet_minor").notNull(),
    cardMinor: minor("card_minor").notNull(),
    /** A claw-back only: nothing went back to the buyer through us (lost dispute). */
    providerRefundId: text("provider_refund_id"),
    failure: text("failure"),
    requestedBy: idColumn("member", "requested_by"),
    acceptedAt: moment("accepted_at").notNull(),
    doneAt: moment("done_at"),
  },
  (t) => [
    // Serves the cumulative rule.
    index("refunds_by_order").on(t.orderId, t.id),
    uniqueIndex("a_provider_refund_is_one_refund").on(t.providerRefundId).where(sql`${t.providerRefundId} is not null`),
    check("a_refund_adds_up", sql`${t.kind} = 'dispute' or ${t.goodsMinor} + ${t.shippingMinor} = ${t.walletMinor} + ${t.cardMinor}`),
  ],
);

export const refundLines = pgTable(
  "refund_lines",
  {
    id: idColumn("line", "id").primaryKey(),
    refundId: idColumn("refund", "refund_id").notNull(),
    orderLineId: idColumn("line", "order_line_id").notNull(),
    quantity: integer("quantity").notNull(),
    goodsMinor: minor("goods_minor").notNull(),
  },
  (t) => [index("refund_lines_by_refund").on(t.refundId), index("refund_lines_by_line").on(t.orderLineId)],
);

export const disputeStatus = pgEnum("dispute_status", ["inquiry", "open", "won", "lost"]);

/** A payment that the buyer's bank questions. Keyed by the provider's id. */
export const disputes = pgTable(
  "disputes",
  {
    id: text("id").primaryKey(),
    orderId: idColumn("order", "order_id").notNull(),
    status: disputeStatus("status").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    currency: char("currency", { length: 3 }).$type<Currency>().notNull(),
    openedAt: moment("opened_at").notNull(),
    closedAt: moment("closed_at"),
    /** Credits of the order are held for it. */
    held: boolean("held").notNull().default(false),
  },
  (t) => [index("disputes_by_order").on(t.orderId)],
);
