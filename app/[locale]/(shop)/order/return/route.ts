import { transact } from "@/db/transact";
import { takeOrdered } from "@/lib/cart/commands";
import { pathIn } from "@/lib/kernel/address";
import { findOrderBySession } from "@/lib/order/queries";
import { db } from "@/lib/web/database";
import { errorFields, log } from "@/lib/web/log";
import { absolute, orderKey } from "@/lib/web/links";
import { payments } from "@/lib/web/payments";
import { currentPlace } from "@/lib/web/place";
import { settleSession } from "@/lib/web/settle";
import { now } from "@/lib/web/time";

/**
 * Where the payment page sends the buyer back. Asks the provider itself and settles, so that the credit is there when
 * the page is; needs no cookie. When the provider does not answer, the order's page waits for the webhook instead.
 */
export async function GET(request: Request): Promise<Response> {
  const place = await currentPlace();
  const sessionId = new URL(request.url).searchParams.get("session") ?? "";
  const found = /^cs_[A-Za-z0-9_]{1,200}$/.test(sessionId) ? await findOrderBySession(db(), sessionId) : null;
  if (!found) return Response.redirect(absolute(pathIn(place, "/")), 303);
  const { order } = found;
  try {
    const session = await payments().findSession(sessionId);
    if (session) await settleSession(session, now());
    if (session?.payment === "paid") await transact(db(), (tx) => takeOrdered(tx, order.id));
  } catch (error) {
    log("payment.return", { order: order.id, ...errorFields(error) }, "warn");
  }
  return Response.redirect(`${absolute(pathIn(place, `/order/${order.number}`))}?key=${orderKey(order.number)}`, 303);
}
