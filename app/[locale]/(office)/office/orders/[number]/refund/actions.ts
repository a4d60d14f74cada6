"use server";

import { redirect } from "next/navigation";
import * as z from "zod";
import { transact } from "@/db/transact";
import { pathIn } from "@/lib/kernel/address";
import { parseId } from "@/lib/kernel/id";
import { findOrderByNumber } from "@/lib/order/queries";
import { acceptRefund } from "@/lib/refund/commands";
import { parseRefundWish } from "@/lib/refund/input";
import { record } from "@/lib/trail/commands";
import { operatorAction } from "@/lib/web/action";
import { db } from "@/lib/web/database";
import { wakeJobs } from "@/lib/web/jobs/wake";
import { tellLive } from "@/lib/web/live/live";
import { currentPlace } from "@/lib/web/place";

const Wish = z.looseObject({ number: z.string().max(20), refund: z.string(), reason: z.string().trim().min(3).max(500) });

/** Accepts the refund that was shown: posts it, has the card's part sent, and writes down who decided and why. */
export const refundAction = operatorAction("refunds", Wish, async ({ by, input, now }) => {
  const refund = parseId("refund", input.refund);
  const found = await findOrderByNumber(db(), input.number);
  const request = found && parseRefundWish(input, found.order.currency);
  if (!found || !request || refund === null) return { ok: false as const, reason: "no_wish" as const };
  const outcome = await transact(db(), async (tx) => {
    const accepted = await acceptRefund(tx, { refund, order: found.order.id, request, by: by.id, at: now });
    if (accepted.ok && !accepted.replayed) {
      const after = { refund, kind: request.kind, walletMinor: String(accepted.walletMinor), cardMinor: String(accepted.cardMinor) };
      await record(tx, { actor: by.id, action: "refund.requested", subject: found.order.id, after, reason: input.reason, at: now });
    }
    return accepted;
  });
  if (!outcome.ok) return outcome;
  wakeJobs();
  tellLive([found.order.id]);
  redirect(pathIn(await currentPlace(), `/office/orders/${found.order.number}`));
});
