import "server-only";
import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { Db, Reader, Tx } from "@/db/client";
import { destinations, forwarded } from "@/db/schema/forwarding";
import { deliveries } from "@/db/schema/operations";
import { transact } from "@/db/transact";
import type { CommissionAdapter, CommissionMessage, CommissionOutcome, Delivery, VolumePolicy } from "@/lib/gateway/commission";
import type { CircuitState } from "@/lib/jobs/circuit";
import type { JobMessage, JobOutcome } from "@/lib/jobs/types";
import { idOf, type MemberId, type MessageId, newId, uuidOf } from "@/lib/kernel/id";
import { invariant, unreachable } from "@/lib/kernel/invariant";
import { record } from "@/lib/trail/commands";
import { memberPayload, reattributionPayload, refundPayload, salePayload } from "./input";
import { findDestination, findMemberState, findRefundOrder, findReturned, findSale } from "./queries";
import { asReattributed, findReattributed } from "./reattribution/queries";
import { saleCompleted, saleRefunded } from "./rules";

/** The topics that this room forwards. */
export const FORWARDED_TOPICS = ["member.enrolled", "member.changed", "sale.completed", "sale.refunded", "sale.reattributed"] as const;
type Topic = (typeof FORWARDED_TOPICS)[number];

const BODY_KEPT = 16_384;

/** Where messages go, and how volumes are reported of an order that froze this plan version, whatever the plan says today. */
export type Destination = { readonly adapter: CommissionAdapter; readonly policyOf: (planVersion: number) => Promise<VolumePolicy> };

/**
 * Tells the commission system one message and writes down each exchange. Any attempt but the first asks the other
 * side before it sends, because the attempt before may have arrived. Throws when the database is away, or a fact
 * that the message names is missing.
 * @see DESIGN §6
 */
export async function forwardMessage(db: Db, { adapter, policyOf }: Destination, job: JobMessage): Promise<JobOutcome> {
  const id = idOf("message", job.id);
  const message = await buildMessage(db, policyOf, { id, job });
  const delivery = await adapter.deliver(message, job.attempt > 1);
  const recorded = { message: id, attempt: job.attempt, destination: adapter.destination, delivery };
  if (!(await recordAtOnce(db, recorded))) await transact(db, (tx) => recordDelivery(tx, recorded));
  return toJobOutcome(delivery.outcome);
}

async function buildMessage(reader: Reader, policyOf: Destination["policyOf"], { id, job }: { id: MessageId; job: JobMessage }): Promise<CommissionMessage> {
  const topic = FORWARDED_TOPICS.find((known) => known === job.topic);
  invariant(topic !== undefined, `not a topic of forwarding: ${job.topic}`);
  return { id, ...(await factOf(reader, policyOf, { id, topic, payload: job.payload })) };
}

type Asked = { readonly id: MessageId; readonly topic: Topic; readonly payload: unknown };

async function factOf(reader: Reader, policyOf: Destination["policyOf"], { id, topic, payload }: Asked) {
  switch (topic) {
    case "sale.completed": {
      const found = await findSale(reader, idOf("order", salePayload.parse(payload).order));
      invariant(found !== null, "a forwarded sale is a paid order");
      return saleCompleted(found.sale, await policyOf(found.planVersion));
    }
    case "sale.refunded": {
      const told = refundPayload.parse(payload);
      const refund = idOf("refund", told.refund);
      const order = await findRefundOrder(reader, refund);
      const found = order && (await findSale(reader, order));
      const returned = found && (await findReturned(reader, { refund, cancelled: told.cancelled }, found.lineIds));
      invariant(found !== null && returned !== null, "a forwarded refund is one of a paid order");
      return saleRefunded(await asReattributed(reader, found.sale, returned.refundedAt), returned, await policyOf(found.planVersion));
    }
    case "sale.reattributed": {
      const told = reattributionPayload.parse(payload);
      const message = await findReattributed(reader, idOf("order", told.order), told.reattribution);
      invariant(message !== null, "a forwarded re-attribution was written down");
      return message;
    }
    case "member.enrolled":
    case "member.changed": {
      const member = idOf("member", memberPayload.parse(payload).member);
      const state = await findMemberState(reader, { message: id, member, kind: topic });
      invariant(state !== null, "a forwarded member exists");
      return state;
    }
    default:
      return unreachable(topic);
  }
}

type Recorded = { readonly message: MessageId; readonly attempt: number; readonly destination: string; readonly delivery: Delivery };

/** The common case, one exchange that arrived at the first attempt, in one statement: a queue that drains writes thousands of them. False when it is another case. */
async function recordAtOnce(db: Db, { message, attempt, destination, delivery: { exchanges, outcome } }: Recorded): Promise<boolean> {
  const [exchange, ...more] = exchanges;
  if (attempt > 1 || !exchange?.response || more.length > 0 || outcome.result !== "accepted") return false;
  const { startedAt, finishedAt, request, response } = exchange;
  const [sent, answered] = [{ ...request, body: kept(request.body) }, { ...response, body: fingerprint(response.body) }];
  const at = finishedAt.toISOString();
  await db.execute(sql`
    with told as (
      insert into deliveries (id, message_id, destination, attempt, started_at, finished_at, request, response, outcome)
      values (${uuidOf(newId("delivery"))}, ${uuidOf(message)}, ${destination}, ${attempt}, ${startedAt.toISOString()}::timestamptz, ${at}::timestamptz,
        ${JSON.stringify(sent)}::jsonb, ${JSON.stringify(answered)}::jsonb, ${outcome.result})
    )
    insert into forwarded (message_id, destination, reference, at) values (${uuidOf(message)}, ${destination}, ${outcome.externalReference}, ${at}::timestamptz)
    on conflict (message_id) do update set destination = excluded.destination, reference = excluded.reference, at = excluded.at`);
  return true;
}

async function recordDelivery(tx: Tx, { message, attempt, destination, delivery }: Recorded): Promise<{ ok: true }> {
  const { exchanges, outcome } = delivery;
  const arrived = outcome.result === "accepted" || outcome.result === "duplicate";
  const rows = exchanges.map(({ startedAt, finishedAt, request, response, failure }, i) => ({
    id: newId("delivery"),
    messageId: message,
    ...{ destination, attempt, startedAt, finishedAt },
    request: { ...request, body: kept(request.body) },
    response: response ? { ...response, body: arrived ? fingerprint(response.body) : kept(response.body) } : { failure },
    outcome: i === exchanges.length - 1 ? outcome.result : "looked",
  }));
  if (rows.length > 0) await tx.insert(deliveries).values(rows);
  if (arrived) {
    const at = exchanges.at(-1)?.finishedAt ?? new Date();
    const arrival = { destination, reference: outcome.externalReference, at };
    // What the other side had lost it books anew, under another id of its own.
    await tx.insert(forwarded).values({ messageId: message, ...arrival }).onConflictDoUpdate({ target: forwarded.messageId, set: arrival });
    if (attempt > 1) await stripAnswers(tx, message);
  }
  return { ok: true };
}

/**
 * What we send holds ids only. What the other side answers may hold names and addresses of its customers: operators read it
 * while a message is stuck; once it has arrived only a fingerprint is kept. DESIGN §9
 */
async function stripAnswers(tx: Tx, message: MessageId): Promise<void> {
  const earlier = await tx.select({ id: deliveries.id, response: deliveries.response }).from(deliveries).where(and(eq(deliveries.messageId, message), sql`${deliveries.response} ->> 'body' not like ${`${FINGERPRINT}%`}`));
  for (const { id, response } of earlier) {
    const answer = response as { readonly body: string };
    await tx.update(deliveries).set({ response: { ...answer, body: fingerprint(answer.body) } }).where(eq(deliveries.id, id));
  }
}

const FINGERPRINT = "sha256:";

function fingerprint(body: string): string {
  return FINGERPRINT + createHash("sha256").update(body).digest("hex");
}

/** What a text column can take: no NUL, which a broken server may well send, and not endlessly much. */
function kept(body: string | null): string | null {
  return body && body.replaceAll("\u0000", "\uFFFD").slice(0, BODY_KEPT);
}

function toJobOutcome(outcome: CommissionOutcome): JobOutcome {
  switch (outcome.result) {
    case "accepted":
    case "duplicate":
      return { result: "done" };
    case "refused":
      return { result: "dead", code: outcome.code, words: outcome.words };
    case "retry":
      return { result: "retry", afterMs: outcome.afterMs, why: outcome.why };
    default:
      return unreachable(outcome);
  }
}

/** Who did something to a destination or a message, and when. */
export type Deed = { readonly by: MemberId; readonly at: Date };

/** Stops or goes on sending to a destination, for every worker. Written in the trail; doing it twice writes once. */
export async function setPaused(tx: Tx, destination: string, deed: Deed & { readonly paused: boolean }): Promise<void> {
  const before = (await findDestination(tx, destination)).pausedAt;
  if ((before !== null) === deed.paused) return;
  const set = deed.paused ? { pausedAt: deed.at, pausedBy: deed.by } : { pausedAt: null, pausedBy: null };
  await tx.insert(destinations).values({ name: destination, ...set }).onConflictDoUpdate({ target: destinations.name, set });
  await record(tx, { actor: deed.by, action: deed.paused ? "forwarding.paused" : "forwarding.resumed", subject: destination, at: deed.at });
}

/** Shows operators that a destination is away; null: it answers again. */
export async function noteCircuit(tx: Tx, destination: string, state: CircuitState): Promise<void> {
  const set = { brokenSince: state?.brokenSince ?? null, brokenUntil: state?.until ?? null, brokenWhy: state?.why ?? null };
  await tx.insert(destinations).values({ name: destination, ...set }).onConflictDoUpdate({ target: destinations.name, set });
}
