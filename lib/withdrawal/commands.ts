import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { variants } from "@/db/schema/catalog";
import { alerts } from "@/db/schema/operations";
import { settings } from "@/db/schema/plan";
import { withdrawalContacts, withdrawalLines, withdrawals } from "@/db/schema/withdrawals";
import { readTerms } from "@/lib/checkout/queries";
import { idOf, newId, type OrderId, uuidOf, type WithdrawalId } from "@/lib/kernel/id";
import { enqueueMail } from "@/lib/notify/commands";
import { findOrder } from "@/lib/order/queries";
import { acceptRefund, alert, lockOrder } from "@/lib/refund/commands";
import { findRefundBook } from "@/lib/refund/queries";
import { leftOf } from "@/lib/refund/rules";
import { findWithdrawable, findWithdrawal, listWithdrawals, readWithdrawalSettings } from "./queries";
import { isWhole, refundBy, refundStarts, standardDelivery } from "./rules";
import type { Declaration, DeclareOutcome, GivenUp, Return, ReturnOutcome, Withdrawal, WithdrawalSettings } from "./types";

/** Writes when refunds start and how long a parcel travels; it holds from the next withdrawal on. */
export async function writeWithdrawalSettings(tx: Tx, value: WithdrawalSettings, at: Date): Promise<void> {
  const row = { value, updatedAt: at };
  await tx.insert(settings).values({ key: "withdrawal", ...row }).onConflictDoUpdate({ target: settings.key, set: row });
}

/**
 * Records a withdrawal at once, has its receipt sent and shows it to operators; starts the refund if nothing has to come
 * back first. Declared again, for the same goods, the first one stands. Wake the relay afterwards.
 * @see DESIGN §9
 */
export async function declare(tx: Tx, { order, lines, name, email, locale, at }: Declaration): Promise<DeclareOutcome> {
  await lockOrder(tx, order);
  const [found, open] = [await findOrder(tx, order), await findWithdrawable(tx, order, at)];
  if (!found || !open) return { ok: false, reason: "not_paid" };
  const chosen = lines ?? open.lines;
  const earlier = (await listWithdrawals(tx, order)).at(-1);
  if (earlier && open.lines.length === 0) return { ok: true, withdrawal: earlier.id, replayed: true };
  if (open.period.state === "over") return { ok: false, reason: "over" };
  if (open.lines.length === 0) return { ok: false, reason: "nothing_left" };
  if (chosen.length === 0) return { ok: false, reason: "nothing_chosen" };
  if (!chosen.every((one) => one.quantity > 0 && (open.lines.find(({ line }) => line === one.line)?.quantity ?? 0) >= one.quantity)) return { ok: false, reason: "not_bought" };

  const whole = isWhole(chosen, open.lines) && (await isWholeOrder(tx, order, chosen));
  const id = newId("withdrawal", at.getTime());
  const sent = found.order.fulfilledAt !== null;
  await tx.insert(withdrawals).values({
    id, orderId: order, locale, declaredAt: at, whole,
    shippingMinor: whole ? await deliveryToReturn(tx, order) : 0n,
    refundBy: refundBy(at, found.order.timeZone),
    ...(sent ? {} : { evidence: "none", evidenceAt: at }),
  });
  await tx.insert(withdrawalLines).values(chosen.map(({ line, quantity }) => ({ id: newId("line"), withdrawalId: id, orderLineId: line, quantity })));
  await tx.insert(withdrawalContacts).values({ withdrawalId: id, name, email });
  await enqueueMail(tx, { id: idOf("message", uuidOf(id)), topic: "mail.withdrawal_receipt", payload: { withdrawal: id }, key: `mail:${found.order.buyerId}`, at });
  // Goods that have not left must not leave now.
  await alert(tx, { kind: sent ? "withdrawal" : "withdrawal_before_dispatch", order, details: { withdrawal: id }, at });
  await startRefund(tx, id, at);
  return { ok: true, withdrawal: id, replayed: false };
}

/** Whether nothing of the order stays with the buyer: earlier withdrawals count, a goodwill refund of money does not matter. */
async function isWholeOrder(tx: Tx, order: OrderId, chosen: readonly GivenUp[]): Promise<boolean> {
  const book = await findRefundBook(tx, order);
  const earlier = (await listWithdrawals(tx, order)).flatMap(({ lines }) => lines);
  const gone = (line: string) => [...chosen, ...earlier].filter((one) => one.line === line).reduce((sum, { quantity }) => sum + quantity, 0);
  return book !== null && book.refundable.lines.every(({ id, quantity }) => gone(id) >= quantity);
}

async function deliveryToReturn(tx: Tx, order: OrderId): Promise<bigint> {
  const found = await findOrder(tx, order);
  if (!found) return 0n;
  const { order: row, lines, contact } = found;
  if (!contact) return row.shippingMinor;
  const weights = await tx.select({ id: variants.id, grams: variants.grams }).from(variants).where(inArray(variants.id, lines.map(({ variantId }) => variantId)));
  const grams = lines.reduce((sum, { variantId, quantity }) => sum + quantity * (weights.find(({ id }) => id === variantId)?.grams ?? 0), 0);
  const { methods } = await readTerms(tx);
  return standardDelivery(row.shippingMinor, methods, { country: contact.country, grams, goodsMinor: row.goodsMinor });
}

/**
 * Goods came back, or proof that they are on their way. Goods, and proof that the company has looked at, start the refund at
 * once; proof that the buyer gives starts it on the last day at the latest. Wake the relay afterwards.
 */
export async function recordReturn(tx: Tx, { withdrawal, evidence, words, by, at }: Return): Promise<ReturnOutcome> {
  const found = await findWithdrawal(tx, withdrawal);
  if (!found) return { ok: false, reason: "unknown" };
  await lockOrder(tx, found.order);
  const [row] = await tx.select().from(withdrawals).where(eq(withdrawals.id, withdrawal)).for("update");
  if (!row || row.evidence === "goods" || row.evidence === "none" || (row.evidence === "proof" && by === null)) return { ok: false, reason: "known_before" };
  await tx.update(withdrawals).set({ evidence, evidenceAt: at, evidenceBy: by }).where(eq(withdrawals.id, withdrawal));
  if (words !== "") await tx.update(withdrawalContacts).set({ proof: words }).where(eq(withdrawalContacts.withdrawalId, withdrawal));
  if (by === null) await alert(tx, { kind: "withdrawal_proof", order: found.order, details: { withdrawal }, at });
  await startRefund(tx, withdrawal, at);
  return { ok: true };
}

/** Starts the refund of a withdrawal if it is time. Called again it changes nothing: the refund's id is the withdrawal's. */
export async function startRefund(tx: Tx, id: WithdrawalId, at: Date): Promise<{ readonly ok: true; readonly started: boolean }> {
  const about = await findWithdrawal(tx, id);
  if (!about || about.refund !== null || about.nothingLeft) return { ok: true, started: false };
  await lockOrder(tx, about.order);
  const [row] = await tx.select().from(withdrawals).where(eq(withdrawals.id, id)).for("update");
  if (!row || row.refundId !== null || row.nothingLeft) return { ok: true, started: false };
  const ready = { evidence: row.evidence, confirmed: row.evidenceBy !== null, refundBy: row.refundBy };
  if (!refundStarts(ready, await readWithdrawalSettings(tx), at)) return { ok: true, started: false };
  await giveBack(tx, { about, shippingMinor: row.shippingMinor, at });
  return { ok: true, started: true };
}

async function giveBack(tx: Tx, { about, shippingMinor, at }: { readonly about: Withdrawal; readonly shippingMinor: bigint; readonly at: Date }): Promise<void> {
  const { id, order } = about;
  const book = await findRefundBook(tx, order);
  const left = book && leftOf(book.refundable, book.past);
  // Somebody may have refunded a part of it meanwhile: no more is given back than is left.
  const lines = about.lines.flatMap(({ line, quantity }) => {
    const most = left?.lines.find((one) => one.line === line)?.quantity ?? 0;
    const still = quantity < most ? quantity : most;
    return still > 0 ? [{ line, quantity: still }] : [];
  });
  const delivery = left && left.shippingMinor < shippingMinor ? left.shippingMinor : shippingMinor;
  const outcome = left && lines.length > 0
    ? await acceptRefund(tx, { refund: idOf("refund", uuidOf(id)), order, request: { kind: "lines", lines, shippingMinor: delivery }, by: null, at })
    : null;
  await tx.update(withdrawals).set(outcome?.ok ? { refundId: outcome.refund } : { nothingLeft: true }).where(eq(withdrawals.id, id));
  if (!outcome?.ok) await alert(tx, { kind: "withdrawal_not_refunded", order, details: { withdrawal: id }, at });
  // It is through. A parcel that must be stopped stays in sight until somebody has.
  await tx.update(alerts).set({ closedAt: at }).where(and(eq(alerts.orderId, order), inArray(alerts.kind, ["withdrawal", "withdrawal_proof"]), isNull(alerts.closedAt), sql`${alerts.details} ->> 'withdrawal' = ${id}`));
}
