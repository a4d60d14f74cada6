import "server-only";
import type { Tx } from "@/db/client";
import type { Desk } from "@/lib/jobs/desk";
import { type Id, idOf, type MemberId, type MessageId, uuidOf } from "@/lib/kernel/id";
import { record } from "@/lib/trail/commands";
import { listMessagesOf, noteResent } from "../reconciliation/commands";

/** The queue of what is forwarded. */
export const FORWARDING_QUEUE = "forwarding";

/** Who does something, and when. */
type Act = { readonly by: MemberId | "terminal"; readonly at: Date };
/** The message had been tried again, settled or sent by somebody else. */
type NotDead = { readonly ok: false; readonly reason: "not_dead" };

/** Tries a dead letter again, with all its patience. Written in the trail, in the same transaction. */
export async function replay(tx: Tx, desk: Desk, { message, by, at }: Act & { readonly message: MessageId }): Promise<{ readonly ok: true } | NotDead> {
  if (!(await desk.revive(tx, FORWARDING_QUEUE, uuidOf(message)))) return { ok: false, reason: "not_dead" };
  await record(tx, { actor: by, action: "forwarding.replayed", subject: message, at });
  return { ok: true };
}

/**
 * Tries the dead letters again that died before a moment, at most 200; call it until it answers 0. One line in the trail
 * for each, so that a message's own story is whole.
 */
export async function replayDead(tx: Tx, desk: Desk, { by, at }: Act): Promise<{ readonly ok: true; readonly replayed: number }> {
  let replayed = 0;
  for (const { id } of await desk.listDead(FORWARDING_QUEUE, { diedBefore: at })) {
    const done = await replay(tx, desk, { message: idOf("message", id), by, at });
    replayed += done.ok ? 1 : 0;
  }
  return { ok: true, replayed };
}

/** Takes a dead letter out of the way of its buyer's later messages: somebody has told the other side by hand. The reason is kept in the trail. */
export async function settleByHand(tx: Tx, desk: Desk, { message, reason, by, at }: Act & { readonly message: MessageId; readonly reason: string }): Promise<{ readonly ok: true } | NotDead> {
  if (!(await desk.bury(tx, FORWARDING_QUEUE, uuidOf(message)))) return { ok: false, reason: "not_dead" };
  await record(tx, { actor: by, action: "forwarding.settled_by_hand", subject: message, reason, at });
  return { ok: true };
}

/** Sends everything about the order of a difference once more, with the same ids. Done once for a difference; written in the trail. */
export async function resend(tx: Tx, desk: Desk, { difference, by, at }: Act & { readonly difference: Id<"difference"> }): Promise<{ readonly ok: true; readonly messages: number } | { readonly ok: false; readonly reason: "resent_before" }> {
  const about = await noteResent(tx, difference, at);
  if (!about) return { ok: false, reason: "resent_before" };
  const messages = await desk.sendAgain(tx, FORWARDING_QUEUE, await listMessagesOf(tx, about.orderNumber));
  await record(tx, { actor: by, action: "forwarding.resent", subject: about.order, after: { difference, messages }, at });
  return { ok: true, messages };
}
