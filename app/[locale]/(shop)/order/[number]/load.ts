import "server-only";
import { readCompany } from "@/lib/company/queries";
import { uuidOf } from "@/lib/kernel/id";
import { type Money, money } from "@/lib/kernel/money";
import { listOrderEntries } from "@/lib/ledger/queries";
import { findHandle, findShopOf } from "@/lib/members/queries";
import { enrolledBuyer, findOrderByNumber, listParcels, type Parcel, type WholeOrder } from "@/lib/order/queries";
import { listRefunds } from "@/lib/refund/queries";
import { db } from "@/lib/web/database";
import { opensOrder, orderKey } from "@/lib/web/links";
import { signedIn } from "@/lib/web/viewer";

type Refund = { readonly acceptedAt: Date; readonly total: Money };

export type OrderView = WholeOrder & {
  /** Opens this page, its documents and its withdrawal without signing in. */
  readonly key: string;
  /** What the buyer received for it, all wallets; zero until it is paid. Other people's sums are nobody's business here. DESIGN §8 */
  readonly received: Money;
  /** Whom the sale was by, without their sum; null where that would tell a stranger about the buyer. */
  readonly thanked: string | null;
  /** The buyer's own link; null where that would tell a stranger about the buyer. */
  readonly handle: string | null;
  /** The buyer is looking, signed in. */
  readonly own: boolean;
  readonly parcels: readonly Parcel[];
  readonly refunds: readonly Refund[];
  /** All of it went back: what was received for it is taken back too, and nothing more will be sent. */
  readonly whollyRefunded: boolean;
  readonly company: { readonly name: string; readonly email: string };
};

/**
 * An order by its signed link, or its buyer's own; null for anybody else. Whoever types a known address gets a link to that order, but
 * learns nothing of whom the address belongs to: not their shop, not to whom they are bound. DESIGN §3
 */
export async function loadOrder(number: string, key: string | undefined): Promise<OrderView | null> {
  const found = await findOrderByNumber(db(), number);
  if (!found) return null;
  const { order } = found;
  const viewer = await signedIn();
  const own = viewer?.id === order.buyerId;
  if (!own && !opensOrder(number, key)) return null;

  const known = own || (await enrolledBuyer(db(), order));
  const sponsorId = own || order.sponsorSource !== "binding" ? order.sponsorId : null;
  const [entries, parcels, refunds, company, sponsor, handle] = await Promise.all([
    listOrderEntries(db(), order.id), listParcels(db(), order.id), listRefunds(db(), order.id), readCompany(db()),
    sponsorId && findShopOf(db(), sponsorId), known ? findHandle(db(), order.buyerId) : null,
  ]);
  const buyer = uuidOf(order.buyerId);
  const received = entries
    .filter((entry) => entry.kind === "cashback" && entry.owner.replaceAll("-", "") === buyer)
    .reduce((sum, entry) => sum + entry.amountMinor, 0n);
  const given = refunds.filter(({ status }) => status !== "cancelled").map(({ acceptedAt, goodsMinor, shippingMinor }) => ({ acceptedAt, total: money(goodsMinor + shippingMinor, order.currency) }));
  return {
    ...found, key: orderKey(number), received: money(received, order.currency), thanked: sponsor?.name ?? null, handle, own, parcels, company,
    refunds: given, whollyRefunded: given.length > 0 && given.reduce((sum, { total }) => sum + total.minor, 0n) >= order.totalMinor,
  };
}
