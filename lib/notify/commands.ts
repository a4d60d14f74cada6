import "server-only";
import type { Tx } from "@/db/client";
import { outbox } from "@/db/schema/operations";
import { newId, type OrderId } from "@/lib/kernel/id";
import { findOrder } from "@/lib/order/queries";
import { listCredited } from "./queries";
import { mailIdFrom } from "./rules";
import type { MailRequest } from "./types";

/** Has a mail sent once this transaction is committed. Wake the relay afterwards. */
export async function enqueueMail(tx: Tx, { id, topic, payload, key, at }: MailRequest): Promise<void> {
  await tx
    .insert(outbox)
    .values({ id: id ?? newId("message", at.getTime()), topic, key, payload, createdAt: at })
    .onConflictDoNothing({ target: outbox.id });
}

/**
 * Makes one mail per person out of the news that an order was paid: the buyer's confirmation, and a word to the sharer
 * and the distributor. Called again for the same news, it adds nothing.
 * @param news.message the id of the outbox row that brought the news
 */
export async function tellOrderPaid(tx: Tx, news: { readonly message: string; readonly order: OrderId; readonly at: Date }): Promise<void> {
  const found = await findOrder(tx, news.order);
  if (!found) return;
  const { order, at } = news;
  const { buyerId } = found.order;
  await enqueueMail(tx, { id: mailIdFrom(news.message, buyerId), topic: "mail.order_confirmed", payload: { order }, key: `mail:${buyerId}`, at });
  const others = new Set((await listCredited(tx, order)).map(({ member }) => member).filter((member) => member !== buyerId));
  for (const member of others) {
    await enqueueMail(tx, { id: mailIdFrom(news.message, member), topic: "mail.credit_received", payload: { order, member }, key: `mail:${member}`, at });
  }
}
