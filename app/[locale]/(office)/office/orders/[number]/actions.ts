"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { transact } from "@/db/transact";
import { findOrderByNumber } from "@/lib/order/queries";
import { record } from "@/lib/trail/commands";
import { operatorAction } from "@/lib/web/action";
import { db } from "@/lib/web/database";

const Note = z.object({ number: z.string().max(20), text: z.string().trim().min(1).max(2000) });

/** Keeps a note with an order, for the team alone. */
export const noteAction = operatorAction("orders", Note, async ({ by, input, now }) => {
  const found = await findOrderByNumber(db(), input.number);
  if (!found) return { ok: false as const, reason: "unknown_order" as const };
  await transact(db(), async (tx) => {
    await record(tx, { actor: by.id, action: "order.noted", subject: found.order.id, reason: input.text, at: now });
    return { ok: true as const };
  });
  refresh();
  return { ok: true as const };
});
