"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { transact } from "@/db/transact";
import { parseId } from "@/lib/kernel/id";
import { dispatch } from "@/lib/order/commands";
import { ParcelInput } from "@/lib/order/input";
import { findOrderByNumber } from "@/lib/order/queries";
import { record } from "@/lib/trail/commands";
import { operatorAction } from "@/lib/web/action";
import { db } from "@/lib/web/database";
import { wakeJobs } from "@/lib/web/jobs/wake";

/** As many as a page shows, and some. */
const PARCELS_MAX = 50;

const Many = z.looseObject({ carrier: z.string().trim().min(2).max(60) });

/** Sends every order that was ticked or given a number: each is one deed, and one that is refused holds no other up. */
export const dispatchManyAction = operatorAction("orders", Many, async ({ by, input, now }) => {
  const text = (name: string): string => (typeof input[name] === "string" ? input[name] : "");
  const numbers = Object.keys(input).filter((name) => name.startsWith("parcel:")).map((name) => name.slice("parcel:".length))
    .filter((number) => text(`send:${number}`) === "yes" || text(`tracking:${number}`).trim() !== "").slice(0, PARCELS_MAX);
  if (numbers.length === 0) return { ok: false as const, reason: "nothing_chosen" as const };
  const refused: string[] = [];
  for (const number of numbers) {
    const parcel = parseId("parcel", text(`parcel:${number}`));
    const what = ParcelInput.safeParse({ carrier: input.carrier, tracking: text(`tracking:${number}`), trackingUrl: "" });
    const found = await findOrderByNumber(db(), number);
    if (!parcel || !what.success || !found) {
      refused.push(number);
      continue;
    }
    const outcome = await transact(db(), async (tx) => {
      const sent = await dispatch(tx, found.order.id, { id: parcel, ...what.data, at: now });
      if (sent.ok && !sent.replayed) await record(tx, { actor: by.id, action: "order.dispatched", subject: found.order.id, before: { status: found.order.status }, after: { parcel, carrier: what.data.carrier, tracking: what.data.tracking }, at: now });
      return sent;
    });
    if (!outcome.ok) refused.push(number);
  }
  wakeJobs();
  refresh();
  const sent = numbers.length - refused.length;
  return refused.length === 0 ? { ok: true as const, sent } : { ok: false as const, reason: "some_refused" as const, sent, refused };
});
