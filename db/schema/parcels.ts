import { index, pgTable, text } from "drizzle-orm/pg-core";
import { idColumn, moment } from "./columns";

/** What left the warehouse for an order, and by whom: an order may go out in several parcels. */
export const parcels = pgTable(
  "parcels",
  {
    id: idColumn("parcel", "id").primaryKey(),
    orderId: idColumn("order", "order_id").notNull(),
    /** As the buyer knows it: "Colissimo". */
    carrier: text("carrier").notNull(),
    /** The carrier's number; "" without one. */
    tracking: text("tracking").notNull().default(""),
    /** Where the carrier shows it, an https address; "" without one. */
    trackingUrl: text("tracking_url").notNull().default(""),
    sentAt: moment("sent_at").notNull(),
    /** When the carrier said so, or the operator: the fourteen days of a withdrawal begin here. DESIGN §9 */
    receivedAt: moment("received_at"),
  },
  // Serves the order's page.
  (t) => [index("parcels_by_order").on(t.orderId, t.sentAt)],
);
