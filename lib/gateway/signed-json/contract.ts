import { z } from "zod";
import { CURRENCIES, type Currency } from "../../kernel/money";

/**
 * The wire of the signed-JSON contract, version 1. The published OpenAPI description is generated from these
 * schemas, so every description here is read by somebody else's programmers. DESIGN §6
 */

const codes = Object.keys(CURRENCIES) as [Currency, ...Currency[]];

/** Whole minor units as a JSON integer (1234 is 12.34 EUR, and 1234 XOF); the currency stands beside, once a message. */
const minor = z.int().describe("Minor units of the message's currency, an integer");
const positiveMinor = minor.min(0);
const moment = z.iso.datetime().describe("UTC, ISO 8601");
const text = (max: number) => z.string().min(1).max(max);

export const partySchema = z
  .object({
    memberId: text(64).describe("Our id of the member; stable for ever"),
    externalId: z.string().min(1).max(200).nullable().describe("Your id of the member, null when you never gave one"),
  })
  .meta({ id: "Party" });

export const paidOutSchema = z
  .object({ role: z.enum(["buyer", "sharer", "distributor"]), party: partySchema, amountMinor: positiveMinor })
  .meta({ id: "PaidOut", description: "What this person was credited in their wallet" });

const attribution = {
  stage: z.enum(["direct", "viral", "organic", "self"]),
  sharer: partySchema.nullable().describe("The customer who shared the link"),
  distributor: partySchema.nullable().describe("The distributor of origin: whose sale it is"),
};
const attributionSchema = z.object(attribution).meta({ id: "Attribution" });

const envelope = { id: text(64).describe("The message's id and idempotency key") };
const saleRef = {
  orderId: text(64),
  orderNumber: text(64),
  currency: z.enum(codes).describe("ISO 4217"),
  buyer: partySchema,
};

export const saleLineSchema = z
  .object({
    sku: text(200),
    quantity: z.int().min(1),
    unitPriceMinor: positiveMinor.describe("One piece, VAT included, before discount"),
    discountMinor: positiveMinor,
    amountMinor: positiveMinor.describe("The whole line after discount, VAT included"),
    taxMinor: positiveMinor.describe("VAT contained in amountMinor"),
    taxBps: z.int().min(0).max(10_000).describe("VAT rate in basis points"),
    cvMinor: positiveMinor.describe("Commissionable volume of the whole line"),
    bvMinor: positiveMinor.describe("Business volume of the whole line"),
  })
  .meta({ id: "SaleLine" });

export const saleCompletedSchema = z
  .object({
    ...envelope,
    kind: z.literal("sale.completed"),
    ...saleRef,
    placedAt: moment,
    paidAt: moment,
    ...attribution,
    lines: z.array(saleLineSchema).min(1).max(1_000),
    shippingMinor: positiveMinor,
    totalMinor: positiveMinor.describe("Lines plus shipping, VAT included"),
    creditMinor: positiveMinor.describe("The part of the total paid from the buyer's wallet"),
    volumePolicy: z.enum(["full", "net-of-cashback", "none"]),
    paidOut: z.array(paidOutSchema).max(3).describe("What was already paid out at once, and to whom"),
  })
  .meta({ id: "SaleCompleted" });

export const saleRefundedSchema = z
  .object({
    ...envelope,
    kind: z.literal("sale.refunded"),
    ...saleRef,
    refundId: text(64),
    refundedAt: moment,
    ...attribution,
    soFar: z.object({
      returnedMinor: positiveMinor.describe("Goods returned so far; with ofMinor the proportion of the sale"),
      ofMinor: positiveMinor.describe("Goods of the sale"),
      shippingMinor: positiveMinor,
      lines: z.array(
        z.object({ sku: text(200), amountMinor: positiveMinor, cvMinor: positiveMinor, bvMinor: positiveMinor }).meta({ id: "ReturnedLine" }),
      ),
      takenBack: z.array(paidOutSchema).max(3),
    }),
  })
  .meta({ id: "SaleRefunded", description: "Everything in soFar is cumulative over all refunds of the order" });

export const saleReattributedSchema = z
  .object({
    ...envelope,
    kind: z.literal("sale.reattributed"),
    ...saleRef,
    reattributedAt: moment,
    from: attributionSchema,
    to: attributionSchema,
    paidOut: z.array(paidOutSchema).max(3).describe("What stands paid out after the change"),
  })
  .meta({ id: "SaleReattributed" });

export const memberSchema = z
  .object({
    ...envelope,
    kind: z.enum(["member.enrolled", "member.changed"]),
    at: moment,
    member: partySchema,
    role: z.enum(["customer", "distributor"]),
    status: text(40),
    parent: partySchema.nullable().describe("First sponsor ever"),
    distributor: partySchema.nullable().describe("The nearest distributor up the chain of parents"),
  })
  .meta({ id: "Member" });

/** The body of an accepted message: 201 the first time, 200 with `duplicate: true` after that. */
export const acceptedSchema = z
  .object({ id: text(64), reference: text(200).describe("Your own id of what you booked"), duplicate: z.boolean().optional() })
  .meta({ id: "Accepted" });

/** A sale as you booked it, for the daily reconciliation. One that you booked twice is listed twice. */
export const bookedSaleSchema = z
  .object({
    orderNumber: text(64),
    reference: text(200).describe("Your own id of what you booked"),
    paidAt: moment,
    currency: text(3),
    totalMinor: positiveMinor.describe("As in sale.completed"),
    returnedMinor: positiveMinor.describe("Goods and shipping of the last sale.refunded of this order, 0 without one"),
    distributor: partySchema.nullable().describe("Whose sale it is now"),
  })
  .meta({ id: "BookedSale" });

export const bookedPageSchema = z
  .object({ sales: z.array(bookedSaleSchema).max(1_000), next: z.string().max(500).nullable().describe("The cursor of the next page, null on the last one") })
  .meta({ id: "BookedPage" });

/** What a refusal looks like. `code` is for machines, `detail` is shown to the shop's operator. RFC 9457 */
export const problemSchema = z
  .object({ type: z.string().optional(), title: z.string().optional(), status: z.int().optional(), detail: z.string().optional(), code: z.string().optional() })
  .meta({ id: "Problem" });

export const wireSchemas = {
  "sale.completed": saleCompletedSchema,
  "sale.refunded": saleRefundedSchema,
  "sale.reattributed": saleReattributedSchema,
  "member.enrolled": memberSchema,
  "member.changed": memberSchema,
} as const;

export type WireKind = keyof typeof wireSchemas;
export type WireMessage =
  | z.infer<typeof saleCompletedSchema>
  | z.infer<typeof saleRefundedSchema>
  | z.infer<typeof saleReattributedSchema>
  | z.infer<typeof memberSchema>;

/** Where each kind is posted, below the base address. */
export const WIRE_PATHS: Readonly<Record<WireKind, string>> = {
  "sale.completed": "/v1/sales",
  "sale.refunded": "/v1/refunds",
  "sale.reattributed": "/v1/reattributions",
  "member.enrolled": "/v1/members",
  "member.changed": "/v1/members",
};

/** Where a message is looked up before it is sent again: 200 with `Accepted`, or 404. */
export const LOOKUP_PATH = "/v1/messages/";

/** Where your side lists its sales of a window of payment dates: `?from=&to=&cursor=`. */
export const SALES_PATH = "/v1/sales";
