import "server-only";
import { type Localized } from "@/lib/kernel/locale";
import { type LineId, newId, type RefundId } from "@/lib/kernel/id";
import type { Currency } from "@/lib/kernel/money";
import { namesOf } from "@/lib/office/queries";
import { findOrderByNumber } from "@/lib/order/queries";
import { parseRefundWish } from "@/lib/refund/input";
import { findRefundBook } from "@/lib/refund/queries";
import { leftOf, planRefund } from "@/lib/refund/rules";
import type { Left, RefundPlan } from "@/lib/refund/types";
import { db } from "@/lib/web/database";
import { operatorWith } from "@/lib/web/viewer";

export type RefundableLine = { readonly id: LineId; readonly title: Localized; readonly choice: Localized | null; readonly quantity: number; readonly goodsMinor: bigint };

export type RefundView = {
  readonly number: string;
  readonly currency: Currency;
  readonly left: Left;
  readonly lines: readonly RefundableLine[];
  /** What the form asked for, worked out and not yet done; null: nothing was asked for; `no_wish`: it made no sense. */
  readonly plan: RefundPlan | "no_wish" | null;
  /** The id that the refund will have: sent twice, it is one refund. */
  readonly refund: RefundId;
  readonly names: ReadonlyMap<string, string>;
};

type Given = Readonly<Record<string, string | string[] | undefined>>;

/** A paid order with what is left to refund, and what the asked refund would do. `null`: not for this viewer, or nothing to refund. */
export async function loadRefund(number: string, given: Given): Promise<RefundView | null> {
  const by = await operatorWith("refunds");
  const found = by && (await findOrderByNumber(db(), number));
  const book = found && (await findRefundBook(db(), found.order.id));
  if (!found || !book) return null;
  const { order, lines } = found;
  const left = leftOf(book.refundable, book.past);
  const wish = parseRefundWish(given, order.currency);
  const plan = given["kind"] === undefined ? null : wish === null ? ("no_wish" as const) : planRefund(book.refundable, book.past, wish);
  return {
    number: order.number, currency: order.currency, left, plan, refund: newId("refund"),
    lines: left.lines.flatMap(({ line, quantity, goodsMinor }) => lines.filter(({ id }) => id === line).map(({ id, title, choice }) => ({ id, title, choice, quantity, goodsMinor }))),
    names: await namesOf(db(), book.refundable.credits.map(({ owner }) => owner)),
  };
}
