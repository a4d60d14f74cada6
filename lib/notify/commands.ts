import "server-only";
import type { Tx } from "@/db/client";
import { outbox } from "@/db/schema/operations";
import { type MemberId, newId, type OrderId } from "@/lib/kernel/id";
import { findOrder } from "@/lib/order/queries";
import { ring } from "./bell/commands";
import { wants } from "./bell/queries";
import { listCredited, listUnclaimedBuyers } from "./queries";
import { mailIdFrom, noticeIdFrom, totalOf } from "./rules";
import type { MailRequest } from "./types";

/** Has a mail sent once this transaction is committed. Wake the relay afterwards. */
export async function enqueueMail(tx: Tx, { id, topic, payload, key, at }: MailRequest): Promise<void> {
  await tx
    .insert(outbox)
    .values({ id: id ?? newId("message", at.getTime()), topic, key, payload, createdAt: at })
    .onConflictDoNothing({ target: outbox.id });
}

/**
 * Makes one mail and one notice per person out of the news that an order was paid: the buyer's confirmation, and a word to the sharer
 * and the distributor if they want it; and has the invoice issued. Called again for the same news, it adds nothing.
 * @param news.message the id of the outbox row that brought the news
 */
export async function tellOrderPaid(tx: Tx, news: { readonly message: string; readonly order: OrderId; readonly at: Date }): Promise<void> {
  const found = await findOrder(tx, news.order);
  if (!found) return;
  const { order, at } = news;
  const { buyerId } = found.order;
  await enqueueMail(tx, { id: mailIdFrom(news.message, buyerId), topic: "mail.order_confirmed", payload: { order }, key: `mail:${buyerId}`, at });
  await enqueueMail(tx, { id: mailIdFrom(news.message, "invoice"), topic: "invoice.issue", payload: { order }, key: `invoice:${order}`, at });
  const credited = await listCredited(tx, order);
  const told = found.order.paidAt ?? at;
  const noticeFor = (member: MemberId) => {
    const minor = totalOf(credited, member);
    return { id: noticeIdFrom(news.message, { recipient: member, at: told }), member, order, at: told, ...(minor > 0n ? { amount: { minor, currency: found.order.currency } } : {}) };
  };
  await ring(tx, { ...noticeFor(buyerId), kind: "order_paid" });
  const others = new Map(credited.filter(({ member }) => member !== buyerId).map(({ member, part }) => [member, part] as const));
  for (const [member, part] of others) {
    const kind = part === "distributor" ? "earnings_received" : "credit_received";
    await ring(tx, { ...noticeFor(member), kind });
    if (await wants(tx, member, `${kind}.mail`)) await enqueueMail(tx, { id: mailIdFrom(news.message, member), topic: "mail.credit_received", payload: { order, member }, key: `mail:${member}`, at });
  }
}

/** Reminders that one turn of the clock asks for. */
const REMINDERS_MAX = 200;

/**
 * Asks for one reminder to each buyer whose first credits have waited unopened for some days. Looked for among orders of one
 * day, by the time in their ids; asked for again, the mail is still sent once.
 */
export async function remindUnclaimed(tx: Tx, placed: { readonly from: Date; readonly to: Date; readonly at: Date }): Promise<{ readonly ok: true }> {
  for (const member of await listUnclaimedBuyers(tx, placed, REMINDERS_MAX)) {
    await enqueueMail(tx, { id: mailIdFrom("claim_wallet", member), topic: "mail.claim_wallet", payload: { member }, key: `mail:${member}`, at: placed.at });
  }
  return { ok: true };
}
