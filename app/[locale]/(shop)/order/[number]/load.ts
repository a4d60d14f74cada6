import "server-only";
import { type Money, money } from "@/lib/kernel/money";
import { listOrderEntries } from "@/lib/ledger/queries";
import { uuidOf } from "@/lib/kernel/id";
import { findHandle } from "@/lib/members/queries";
import { findOrderByNumber, type WholeOrder } from "@/lib/order/queries";
import { db } from "@/lib/web/database";
import { opensOrder } from "@/lib/web/links";
import { signedIn } from "@/lib/web/viewer";

export type OrderView = WholeOrder & {
  /** What the buyer received for it, all wallets; zero until it is paid. Other people's sums are nobody's business here. DESIGN §8 */
  readonly received: Money;
  readonly handle: string | null;
  /** The buyer is looking, signed in. */
  readonly own: boolean;
};

/** An order by its signed link, or its buyer's own; null for anybody else. */
export async function loadOrder(number: string, key: string | undefined): Promise<OrderView | null> {
  const found = await findOrderByNumber(db(), number);
  if (!found) return null;
  const viewer = await signedIn();
  const own = viewer?.id === found.order.buyerId;
  if (!own && !opensOrder(number, key)) return null;

  const entries = await listOrderEntries(db(), found.order.id);
  const buyer = uuidOf(found.order.buyerId);
  const received = entries
    .filter((entry) => entry.kind === "cashback" && entry.owner.replaceAll("-", "") === buyer)
    .reduce((sum, entry) => sum + entry.amountMinor, 0n);
  return { ...found, received: money(received, found.order.currency), handle: await findHandle(db(), found.order.buyerId), own };
}
