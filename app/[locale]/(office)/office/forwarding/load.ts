import "server-only";
import * as z from "zod";
import { readCompany } from "@/lib/company/queries";
import { FORWARDING_QUEUE } from "@/lib/forwarding/operating/commands";
import { listOrdersOf, readOutbox } from "@/lib/forwarding/operating/queries";
import { type DestinationState, findDestination } from "@/lib/forwarding/queries";
import { findLastReconciliation, type FoundDifference, listDifferences, type Reconciliation } from "@/lib/forwarding/reconciliation/queries";
import type { DeadMessage } from "@/lib/jobs/types";
import { idOf, type MessageId, parseId, uuidOf } from "@/lib/kernel/id";
import type { Currency } from "@/lib/kernel/money";
import { namesOf } from "@/lib/office/queries";
import type { Page } from "@/lib/office/types";
import { commission } from "@/lib/web/commission";
import { db } from "@/lib/web/database";
import { desk } from "@/lib/web/jobs/desk";
import { operatorWith } from "@/lib/web/viewer";

const DIFFERENCES = 50;
const DEAD = 50;
const FILE_PAGE = 100;

const Query = z.object({
  /** The last difference of the page before. */
  after: z.string().optional().catch(undefined).transform((text) => (text === undefined ? undefined : (parseId("difference", text) ?? undefined))),
  /** The last dead letter of the page before. */
  dead: z.string().optional().catch(undefined).transform((text) => (text === undefined ? undefined : (parseId("message", text) ?? undefined))),
});

/** A message that waits for an operator. */
export type DeadLetter = Omit<DeadMessage, "id" | "key"> & { readonly id: MessageId; readonly number: string | null };

export type ForwardingView = {
  readonly destination: DestinationState & { readonly name: string; readonly pausedByName: string | null };
  /** Messages that wait, in the queue or before it; the oldest that is not done, of all of them. */
  readonly queue: { readonly waiting: number; readonly active: number; readonly dead: number; readonly oldest: Date | null };
  /** Oldest first, a page by key. */
  readonly dead: Page<DeadLetter>;
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
  const { after, dead: last } = Query.parse(raw);
  const name = commission().destination;
  const open = await desk();
  const [state, outbox, dead, found, reconciliation, { currency, timeZone }] = await Promise.all([
    open.state(FORWARDING_QUEUE), readOutbox(db()), deadAfter({ after: last, limit: DEAD }), findDestination(db(), name), findLastReconciliation(db(), name), readCompany(db()),
  ]);
  const [names, differences] = await Promise.all([
    namesOf(db(), found.pausedBy === null ? [] : [found.pausedBy]),
    reconciliation ? listDifferences(db(), { of: reconciliation.id, after, limit: DIFFERENCES + 1 }) : [],
  ]);
  const oldest = [state.oldest, outbox.oldest].filter((at) => at !== null).sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
  return {
    destination: { ...found, name, pausedByName: found.pausedBy && (names.get(found.pausedBy) ?? null) },
    queue: { ...state, waiting: state.waiting + outbox.waiting, oldest },
    ...{ dead, reconciliation, currency, timeZone, differences: differences.slice(0, DIFFERENCES), more: differences.length > DIFFERENCES },
  };
}

/** Dead letters for a file: a way to read them page by page. Null for everybody without the right. */
export async function loadDeadFile() {
  if (!(await operatorWith("forwarding"))) return null;
  const { timeZone } = await readCompany(db());
  return { timeZone, page: (after: MessageId | undefined) => deadAfter({ after, limit: FILE_PAGE }) };
}

/** The newest comparison for a file: its days, and a way to read its differences page by page. Null for everybody without the right, and before the first. */
export async function loadComparisonFile() {
  if (!(await operatorWith("forwarding"))) return null;
  const [last, { currency, timeZone }] = await Promise.all([findLastReconciliation(db(), commission().destination), readCompany(db())]);
  const page = async (after: FoundDifference["id"] | undefined) => {
    const found = last === null ? [] : await listDifferences(db(), { of: last.id, after, limit: FILE_PAGE + 1 });
    return { rows: found.slice(0, FILE_PAGE), more: found.length > FILE_PAGE };
  };
  return { days: last?.days ?? [], page, currency, timeZone };
}

async function deadAfter({ after, limit }: { readonly after: MessageId | undefined; readonly limit: number }): Promise<Page<DeadLetter>> {
  const found = await (await desk()).listDead(FORWARDING_QUEUE, { after: after && uuidOf(after), limit: limit + 1 });
  return { rows: await withNumbers(found.slice(0, limit)), more: found.length > limit };
}

async function withNumbers(letters: readonly DeadMessage[]): Promise<readonly DeadLetter[]> {
  const named = letters.map(({ id, topic, attempts, code, words, diedAt, waiting }) => ({ id: idOf("message", id), topic, attempts, code, words, diedAt, waiting }));
  const orders = await listOrdersOf(db(), named.map(({ id }) => id));
  return named.map((letter) => ({ ...letter, number: orders.get(letter.id)?.number ?? null }));
}
