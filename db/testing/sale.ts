import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { type MemberId, newId, type OrderId, type ProductId, type VariantId } from "../../lib/kernel/id";
import type { Currency } from "../../lib/kernel/money";
import type { Db } from "../client";
import { products, stock, variants } from "../schema/catalog";
import { members } from "../schema/members";
import { orderLines, orders } from "../schema/orders";

/** A moment for tests that need one. */
export const NOON = new Date("2026-11-02T12:00:00Z");

export type TestMember = { readonly role?: "customer" | "distributor"; readonly parent?: MemberId; readonly status?: "active" | "suspended" | "closed" };

/** Writes a member. */
export async function aMember(db: Db, member: TestMember = {}): Promise<MemberId> {
  const id = newId("member");
  await db.insert(members).values({
    id,
    email: `${id}@test.example`,
    role: member.role ?? "customer",
    status: member.status ?? "active",
    parentId: member.parent ?? null,
    createdAt: NOON,
  });
  return id;
}

/** Writes a product with one variant and its stock. */
export async function aVariant(db: Db, onHand = 1_000_000): Promise<VariantId> {
  const product: ProductId = newId("product");
  const id = newId("variant");
  await db.insert(products).values({ id: product, slug: product, status: "active", title: { fr: "Savon" }, vatBps: 2000, createdAt: NOON, updatedAt: NOON });
  await db.insert(variants).values({ id, productId: product, position: 0, sku: id, priceMinor: 10_000n, currency: "EUR" });
  await db.insert(stock).values({ variantId: id, onHand });
  return id;
}

export type TestSale = {
  readonly buyer: MemberId;
  readonly variant: VariantId;
  readonly stage?: "direct" | "viral" | "organic" | "self";
  readonly sponsor?: MemberId;
  readonly sharer?: MemberId;
  readonly distributors?: readonly MemberId[];
  /** Default: the stage's parts of the default plan on the base. */
  readonly parts?: { readonly buyer: bigint; readonly sharer: bigint; readonly distributor: bigint; readonly company: bigint };
  readonly goodsMinor?: bigint;
  readonly creditMinor?: bigint;
  readonly creditEarningsMinor?: bigint;
  readonly binding?: string;
  readonly currency?: Currency;
  readonly placedAt?: Date;
};

const TENTHS = {
  direct: { buyer: 1n, sharer: 0n, distributor: 3n, company: 0n },
  viral: { buyer: 1n, sharer: 1n, distributor: 2n, company: 0n },
  organic: { buyer: 1n, sharer: 0n, distributor: 0n, company: 3n },
  self: { buyer: 1n, sharer: 0n, distributor: 3n, company: 0n },
} as const;

/** Writes a placed order as the checkout leaves it: stock reserved, credit held. */
export async function aPlacedOrder(db: Db, sale: TestSale): Promise<OrderId> {
  const id = newId("order");
  const goods = sale.goodsMinor ?? 10_000n;
  const credit = sale.creditMinor ?? 0n;
  const stage = sale.stage ?? "organic";
  const base = goods - credit;
  const tenth = base / 10n;
  const by = TENTHS[stage];
  const parts = sale.parts ?? {
    buyer: by.buyer * tenth,
    sharer: by.sharer * tenth,
    distributor: by.distributor * tenth,
    company: by.company * tenth,
  };
  const currency = sale.currency ?? "EUR";
  const at = sale.placedAt ?? NOON;
  await db.transaction(async (tx) => {
    await tx.insert(orders).values({
      id,
      number: randomBytes(6).toString("hex"),
      status: "placed",
      locale: "fr",
      timeZone: "Europe/Paris",
      currency,
      goodsMinor: goods,
      discountMinor: 0n,
      shippingMinor: 0n,
      totalMinor: goods,
      creditMinor: credit,
      creditEarningsMinor: sale.creditEarningsMinor ?? 0n,
      cardMinor: goods - credit,
      vat: [],
      shippingMethod: "test",
      buyerId: sale.buyer,
      buyerRole: stage === "self" ? "distributor" : "customer",
      sponsorId: sale.sponsor ?? null,
      sponsorSource: sale.sponsor ? "cart" : "nobody",
      stage,
      sharerId: sale.sharer ?? null,
      distributorChain: sale.distributors ?? [],
      planVersion: 1,
      binding: sale.binding ?? "lifetime",
      baseMinor: base,
      poolMinor: parts.buyer + parts.sharer + parts.distributor + parts.company,
      partBuyerMinor: parts.buyer,
      partSharerMinor: parts.sharer,
      partDistributorMinor: parts.distributor,
      partCompanyMinor: parts.company,
      placedAt: at,
      expiresAt: new Date(at.getTime() + 35 * 60_000),
    });
    await tx.insert(orderLines).values({
      id: newId("line"),
      orderId: id,
      position: 0,
      productId: newId("product"),
      variantId: sale.variant,
      sku: "SKU",
      title: { fr: "Savon" },
      quantity: 1,
      unitMinor: goods,
      discountMinor: 0n,
      goodsMinor: goods,
      vatBps: 2000,
      rateBps: 4000,
      creditMinor: credit,
      baseMinor: base,
      cvMinor: 0n,
      bvMinor: 0n,
    });
    if (credit > 0n) {
      const earnings = sale.creditEarningsMinor ?? 0n;
      await tx.execute(sql`select hold_credit(${id.slice(4)}, ${sale.buyer.slice(4)}, ${currency}, ${credit - earnings}, ${earnings}, ${at.toISOString()}::timestamptz)`);
    }
    await tx.execute(sql`update stock set reserved = reserved + 1 where variant_id = ${sale.variant.slice(4)}`);
  });
  return id;
}
