import "server-only";
import { readCompany } from "@/lib/company/queries";
import { FORWARDING_QUEUE } from "@/lib/forwarding/operating/commands";
import { findMessage } from "@/lib/forwarding/operating/queries";
import type { MessageView } from "@/lib/forwarding/operating/types";
import type { DeadMessage } from "@/lib/jobs/types";
import { parseId, uuidOf } from "@/lib/kernel/id";
import { db } from "@/lib/web/database";
import { desk } from "@/lib/web/jobs/desk";
import { operatorWith } from "@/lib/web/viewer";

export type LetterView = { readonly message: MessageView; /** Null: it is not dead. */ readonly dead: DeadMessage | null; readonly timeZone: string };

/** A message with its exchanges; null for everybody without the right. `unknown`: there is none. */
export async function loadLetter(text: string): Promise<LetterView | "unknown" | null> {
  if (!(await operatorWith("forwarding"))) return null;
  const id = parseId("message", text);
  const message = id && (await findMessage(db(), id));
  if (!message) return "unknown";
  const [[dead = null], { timeZone }] = await Promise.all([(await desk()).listDead(FORWARDING_QUEUE, { id: uuidOf(message.id) }), readCompany(db())]);
  return { message, timeZone, dead };
}
