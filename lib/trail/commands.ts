import "server-only";
import type { Tx } from "@/db/client";
import { trail, trailNotes } from "@/db/schema/operations";
import { newId } from "@/lib/kernel/id";
import type { Deed } from "./types";

/** Writes down what was done, in the transaction that does it. */
export async function record(tx: Tx, { actor, action, subject, before = null, after = null, reason = "", at, id = newId("trail", at.getTime()) }: Deed): Promise<void> {
  await tx.insert(trail).values({ id, actor, action, subject, before, after, occurredAt: at });
  if (reason !== "") await tx.insert(trailNotes).values({ trailId: id, text: reason });
}
