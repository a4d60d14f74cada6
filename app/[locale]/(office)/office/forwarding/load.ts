import "server-only";
import * as z from "zod";
import { readCompany } from "@/lib/company/queries";
import { FORWARDING_QUEUE } from "@/lib/forwarding/operating/commands";
import { listOrdersOf, readOutbox } from "@/lib/forwarding/operating/queries";
import { type DestinationState, findDestination } from "@/lib/forwarding/queries";
import { findLastReconciliation, type FoundDifference, listDifferences, type Reconciliation } from "@/lib/forwarding/reconciliation/queries";
import type { DeadMessage } from "@/lib/jobs/types";
import { idOf, type MessageId, parseId } from "@/lib/kernel/id";
import type { Currency } from "@/lib/kernel/money";
import { namesOf } from "@/lib/office/queries";
import { commission } from "@/lib/web/commission";
import { db } from "@/lib/web/database";
import { desk } from "@/lib/web/jobs/desk";
import { operatorWith } from "@/lib/web/viewer";

const DIFFERENCES = 50;

const Query = z.object({ after: z.string().optional().catch(undefined).transform((text) => (text === undefined ? undefined : (parseId("difference", text) ?? undefined))) });

/** A message that waits for an operator. */
export type DeadLetter = Omit<DeadMessage, "id" | "key"> & { readonly id: MessageId; readonly number: string | null };

export type ForwardingView = {
  readonly destination: DestinationState & { readonly name: string; readonly pausedByName: string | null };
  /** Messages that wait, in the queue or before it; the oldest that is not done, of all of them. */
  readonly queue: { readonly waiting: number; readonly active: number; readonly dead: number; readonly oldest: Date | null };
  /** Oldest first, at most 200. */
  readonly dead: readonly DeadLetter[];
  readonly reconciliation: Reconciliation | null;
  readonly differences: readonly FoundDifference[];
  /** More differences after the last one. */
  readonly more: boolean;
  readonly currency: Currency;
  readonly timeZone: string;
};

/** What is on its way to the commission system and what is stuck; null for everybody without the right. */
export async function loadForwarding(raw: Readonly<Record<string, string | string[] | undefined>>): Promise<ForwardingView | null> {
  if (!(await operatorWith("forwarding"))) return null;
  const { after } = Query.parse(raw);
  const name = commission().destination;
  const open = await desk();
  const [state, outbox, letters, found, reconciliation, { currency, timeZone }] = await Promise.all([
    open.state(FORWARDING_QUEUE), readOutbox(db()), open.listDead(FORWARDING_QUEUE), findDestination(db(), name), findLastReconciliation(db(), name), readCompany(db()),
  ]);
  const [names, dead, differences] = await Promise.all([
    namesOf(db(), found.pausedBy === null ? [] : [found.pausedBy]),
    withNumbers(letters),
    reconciliation ? listDifferences(db(), { of: reconciliation.id, after, limit: DIFFERENCES + 1 }) : [],
  ]);
  const oldest = [state.oldest, outbox.oldest].filter((at) => at !== null).sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
  return {
    destination: { ...found, name, pausedByName: found.pausedBy && (names.get(found.pausedBy) ?? null) },
    queue: { ...state, waiting: state.waiting + outbox.waiting, oldest },
    ...{ dead, reconciliation, currency, timeZone, differences: differences.slice(0, DIFFERENCES), more: differences.length > DIFFERENCES },
  };
}

async function withNumbers(letters: readonly DeadMessage[]): Promise<readonly DeadLetter[]> {
  const named = letters.map(({ id, topic, attempts, code, words, diedAt, waiting }) => ({ id: idOf("message", id), topic, attempts, code, words, diedAt, waiting }));
  const orders = await listOrdersOf(db(), named.map(({ id }) => id));
  return named.map((letter) => ({ ...letter, number: orders.get(letter.id)?.number ?? null }));
}
