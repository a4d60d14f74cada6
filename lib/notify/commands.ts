import "server-only";
import type { Tx } from "@/db/client";
import { outbox } from "@/db/schema/operations";
import { newId } from "@/lib/kernel/id";
import type { MailRequest } from "./types";

/** Has a mail sent once this transaction is committed. Wake the relay afterwards. */
export async function enqueueMail(tx: Tx, { topic, payload, key, at }: MailRequest): Promise<void> {
  await tx.insert(outbox).values({ id: newId("message", at.getTime()), topic, key, payload, createdAt: at });
}
