import { sql } from "drizzle-orm";
import { boolean, char, check, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Currency } from "../../lib/kernel/money";
import { idColumn, minor, moment } from "./columns";

/** A cart of one browser. It takes the handle of the shop that it was last filled in. DESIGN §3 */
export const carts = pgTable(
  "carts",
  {
    id: idColumn("cart", "id").primaryKey(),
    /** Whose shop it was last filled in; null: the company's. */
    shopMemberId: idColumn("member", "shop_member_id"),
    /** The labelled link under which it was last filled in that shop; null: the shop's own address. */
    shopLink: text("shop_link"),
    memberId: idColumn("member", "member_id"),
    /** The answer to "who told you about us?". */
    answerMemberId: idColumn("member", "answer_member_id"),
    locale: text("locale").notNull(),
    currency: char("currency", { length: 3 }).$type<Currency>().notNull(),
    /** The order that was placed from it last: once that is paid, what was bought leaves the cart, also when the buyer's tab was closed. */
    orderId: idColumn("order", "order_id"),
    /** What that order holds has left the cart. */
    orderTaken: boolean("order_taken").notNull().default(false),
    /** The form of the checkout as it was left, so that nothing is lost. */
    draft: text("draft"),
    createdAt: moment("created_at").notNull(),
    updatedAt: moment("updated_at").notNull(),
  },
  // Serves the retention job and a member's cart on another device.
  (t) => [index("carts_by_age").on(t.updatedAt), index("carts_by_member").on(t.memberId)],
);

export const cartLines = pgTable(
  "cart_lines",
  {
    cartId: idColumn("cart", "cart_id").notNull().references(() => carts.id, { onDelete: "cascade" }),
    variantId: idColumn("variant", "variant_id").notNull(),
    quantity: integer("quantity").notNull(),
    /** The unit price when it was added, to say so when it has changed. */
    seenPriceMinor: minor("seen_price_minor").notNull(),
    addedAt: moment("added_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.cartId, t.variantId] }),
    check("a_cart_holds_whole_things", sql`${t.quantity} between 1 and 999`),
  ],
);
