"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { transact } from "@/db/transact";
import { reattribute } from "@/lib/attribution/sale/commands";
import { parseId } from "@/lib/kernel/id";
import { findMeant } from "@/lib/office/person/queries";
import { dispatch } from "@/lib/order/commands";
import { ParcelInput } from "@/lib/order/input";
import { findOrderByNumber } from "@/lib/order/queries";
import { closeAlert } from "@/lib/refund/alerts/commands";
import { cancelRefund, retryOwed, settleOtherwise } from "@/lib/refund/commands";
import { record } from "@/lib/trail/commands";
import { operatorAction } from "@/lib/web/action";
import { db } from "@/lib/web/database";
import { wakeJobs } from "@/lib/web/jobs/wake";
import { tellLive } from "@/lib/web/live/live";

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

const id = <K extends "parcel" | "trail" | "refund" | "alert">(kind: K) => z.string().transform((text, context) => parseId(kind, text) ?? (context.addIssue("not_an_id"), z.NEVER));

const Parcel = z.object({ number: z.string().max(20), parcel: id("parcel"), carrier: z.string(), tracking: z.string(), trackingUrl: z.string().optional() })
  .transform(({ number, parcel, carrier, tracking, trackingUrl = "" }) => ({ number, parcel, what: { carrier, tracking, trackingUrl: trackingUrl.trim() } }))
  .superRefine(({ what }, context) => {
    const wrong = ParcelInput.safeParse(what);
    for (const { path } of wrong.error?.issues ?? []) context.addIssue({ code: "custom", message: "not_a_parcel", path: [path[0] ?? "carrier"] });
  });

/** A parcel has left: the buyer sees it on their order's page, and the first one is told by mail. */
export const dispatchAction = operatorAction("orders", Parcel, async ({ by, input, now }) => {
  const found = await findOrderByNumber(db(), input.number);
  if (!found) return { ok: false as const, reason: "unknown_order" as const };
  const { parcel } = input;
  const what = ParcelInput.parse(input.what);
  const outcome = await transact(db(), async (tx) => {
    const sent = await dispatch(tx, found.order.id, { id: parcel, ...what, at: now });
    if (sent.ok && !sent.replayed) await record(tx, { actor: by.id, action: "order.dispatched", subject: found.order.id, before: { status: found.order.status }, after: { parcel, carrier: what.carrier, tracking: what.tracking }, at: now });
    return sent;
  });
  if (!outcome.ok) return outcome;
  wakeJobs();
  refresh();
  return outcome;
});

const Reattribute = z.object({ number: z.string().max(20), deed: id("trail"), to: z.string().max(320), reason: z.string().trim().min(3).max(500) });

/** Makes a paid order somebody else's sale. It moves money, so it takes the right to. */
export const reattributeAction = operatorAction("ledger", Reattribute, async ({ by, input, now }) => {
  const found = await findOrderByNumber(db(), input.number);
  if (!found) return { ok: false as const, reason: "unknown_order" as const };
  const sponsor = await findMeant(db(), by, input.to);
  if (input.to.trim() !== "" && sponsor === null) return { ok: false as const, reason: "unknown_sponsor" as const };
  const outcome = await transact(db(), (tx) => reattribute(tx, { id: input.deed, order: found.order.id, sponsor, by: by.id, reason: input.reason, at: now }));
  if (!outcome.ok) return outcome;
  if (!outcome.changed) return { ok: false as const, reason: "same_sponsor" as const };
  wakeJobs();
  tellLive([found.order.id]);
  refresh();
  return { ok: true as const };
});

const VERDICTS = { retry: retryOwed, otherwise: settleOtherwise, cancel: cancelRefund } as const;
const Owed = z.object({ refund: id("refund"), verdict: z.enum(["retry", "otherwise", "cancel"]), reason: z.string().trim().min(3).max(500) });

/** Decides about a refund that the provider refused: once more, settled otherwise, or taken back. */
export const verdictAction = operatorAction("refunds", Owed, async ({ by, input, now }) => {
  const outcome = await transact(db(), (tx) => VERDICTS[input.verdict](tx, { refund: input.refund, by: by.id, reason: input.reason, at: now }));
  if (!outcome.ok) return outcome;
  wakeJobs();
  refresh();
  return outcome;
});

/** Puts aside what somebody has dealt with. */
export const closeAlertAction = operatorAction("orders", z.object({ alert: id("alert"), reason: z.string().trim().min(3).max(500) }), async ({ by, input, now }) => {
  const outcome = await transact(db(), (tx) => closeAlert(tx, { alert: input.alert, by: by.id, reason: input.reason, at: now }));
  if (outcome.ok) refresh();
  return outcome;
});
