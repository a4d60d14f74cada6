import "server-only";
import { eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { attributionEvents, members } from "@/db/schema/members";
import { trail } from "@/db/schema/operations";
import { type MemberId, newId, uuidOf } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { divideHalfUp } from "@/lib/kernel/money";
import { post } from "@/lib/ledger/commands";
import { type Entry, REATTRIBUTE_POSITIONS } from "@/lib/ledger/types";
import { findPlanVersion } from "@/lib/plan/queries";
import { splitPool } from "@/lib/plan/rules";
import { lockOrder } from "@/lib/refund/commands";
import { findRefundBook, type RefundBook } from "@/lib/refund/queries";
import { leftOf } from "@/lib/refund/rules";
import type { PostedCredit } from "@/lib/refund/types";
import { record } from "@/lib/trail/commands";
import { chainOf } from "../queries";
import { stageOf } from "../rules";
import type { ChainLink } from "../types";
import { findSaleAttribution, REATTRIBUTED } from "./queries";
import type { Reattribution, ReattributeOutcome, ReattributeRefusal, SaleAttribution } from "./types";

/**
 * Makes a paid order somebody else's sale: posts the mirror of its credits not yet taken back and, in the same transaction,
 * what the order's plan version gives the new people, less what its refunds have taken of it already
 * (`reattribute:<id>`). Nothing that placing froze is written again; parents and bindings stay. Logged with the operator
 * and the reason; the commission system is told. The same id again changes nothing.
 * @see DESIGN §3
 */
export async function reattribute(tx: Tx, wish: Reattribution): Promise<ReattributeOutcome> {
  await lockOrder(tx, wish.order);
  const [known] = await tx.select().from(trail).where(eq(trail.id, wish.id));
  if (known) {
    invariant(known.subject === wish.order, `${wish.id} is about another order`);
    return { ok: true, changed: true, from: known.before as SaleAttribution, to: known.after as SaleAttribution };
  }
  const book = await findRefundBook(tx, wish.order);
  const from = await findSaleAttribution(tx, wish.order);
  if (!book || !from) return { ok: false, reason: "not_paid" };
  const above = wish.sponsor ? await chainOf(tx, wish.sponsor) : [];
  const refusal = refusalOf(book, { wish, above });
  if (refusal) return { ok: false, reason: refusal };
  if ((above[0]?.id ?? null) === from.sponsor) return { ok: true, changed: false, from, to: from };

  const to = attributionTo(book, above);
  await repost(tx, book, { wish, to });
  await writeDown(tx, book, { wish, from, to });
  return { ok: true, changed: true, from, to };
}

function refusalOf(book: RefundBook, { wish, above }: { readonly wish: Reattribution; readonly above: readonly ChainLink[] }): ReattributeRefusal | null {
  if (book.order.stage === "self") return "own_purchase";
  if (wish.sponsor && (above[0] === undefined || above[0].status === "erased")) return "unknown_sponsor";
  if (above[0]?.id === book.buyer) return "own_sponsor";
  if (above.some(({ id }) => id === book.buyer)) return "sponsor_in_downline";
  if (book.openDisputes.length > 0) return "disputed";
  return book.rows.some(({ kind, status }) => kind !== "late_payment" && (status === "accepted" || status === "sent" || status === "owed")) ? "refund_under_way" : null;
}

/** Whose sale it becomes, under a sponsor whose chain this is. As at settling, nobody who is not active is credited. */
function attributionTo({ order }: RefundBook, above: readonly ChainLink[]): SaleAttribution {
  const sponsor = above[0] ?? null;
  const stage = stageOf(order.buyerRole, sponsor?.role ?? null);
  const distributor = above.find(({ role, status }) => role === "distributor" && status === "active");
  return { sponsor: sponsor?.id ?? null, stage, sharer: stage === "viral" ? (sponsor?.id ?? null) : null, distributor: distributor?.id ?? null, hasDistributor: above.some(({ role }) => role === "distributor") };
}

type Repost = { readonly wish: Reattribution; readonly to: SaleAttribution };

async function repost(tx: Tx, book: RefundBook, { wish, to }: Repost): Promise<void> {
  const { order, refundable } = book;
  const version = await findPlanVersion(tx, order.planVersion);
  invariant(version !== null, `${order.id} has a plan version`);
  const shares = splitPool(order.poolMinor, to, version.plan);
  const refundedMinor = refundable.goodsMinor - leftOf(refundable, book.past).goodsMinor;
  const active = await listActive(tx, [book.buyer, to.sharer, to.distributor]);

  const { posted, mirrored, already } = REATTRIBUTE_POSITIONS;
  const anew = (["buyer", "sharer", "distributor"] as const).flatMap((party, n): Entry[] => {
    const owner = party === "buyer" ? book.buyer : to[party];
    if (owner === null || !active.has(owner) || shares[party] === 0n) return [];
    const account = party === "distributor" ? "earnings_available" : "credit_available";
    const takenMinor = refundable.goodsMinor === 0n ? 0n : divideHalfUp(shares[party] * refundedMinor, refundable.goodsMinor);
    return [{ account, owner, amountMinor: shares[party], position: posted + n }, { account, owner, amountMinor: -takenMinor, position: already + n }];
  });
  const entries = [...refundable.credits.map((credit) => mirrorOf(credit, mirrored)), ...anew];
  const total = entries.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const moving = [...entries, { account: "cashback_expense" as const, amountMinor: -total, position: REATTRIBUTE_POSITIONS.company }].filter(({ amountMinor }) => amountMinor !== 0n);
  if (moving.length === 0) return;
  const outcome = await post(tx, [{ key: `reattribute:${wish.id}`, kind: "reattribute", scope: order.id, currency: order.currency, occurredAt: wish.at, entries: moving }]);
  invariant(outcome.ok, "a re-attribution needs no cover");
}

const PARTY = { buyer: 0, sharer: 1, distributor: 2 } as const;

function mirrorOf({ party, owner, wallet, amountMinor, takenMinor }: PostedCredit, first: number): Entry {
  return { account: `${wallet}_available`, owner, amountMinor: takenMinor - amountMinor, position: first + PARTY[party] };
}

async function listActive(tx: Tx, ids: readonly (MemberId | null)[]): Promise<ReadonlySet<MemberId>> {
  const rows = await tx.select({ id: members.id }).from(members).where(sql`${inArray(members.id, ids.filter((id) => id !== null))} and ${members.status} = 'active'`);
  return new Set(rows.map(({ id }) => id));
}

type Written = { readonly wish: Reattribution; readonly from: SaleAttribution; readonly to: SaleAttribution };

async function writeDown(tx: Tx, { order, buyer }: RefundBook, { wish, from, to }: Written): Promise<void> {
  const { id, by, reason, at } = wish;
  await record(tx, { id, actor: by, action: REATTRIBUTED, subject: order.id, before: from, after: to, reason, at });
  await tx.insert(attributionEvents).values({ id: newId("trail", at.getTime()), kind: "sale", memberId: buyer, fromId: from.sponsor, toId: to.sponsor, orderId: order.id, byMemberId: by, occurredAt: at });
  await tx.execute(sql`insert into outbox (id, topic, key, payload, created_at)
    values (uuid_v7(), 'sale.reattributed', ${uuidOf(buyer)}::uuid::text, jsonb_build_object('order', ${uuidOf(order.id)}::uuid, 'reattribution', ${id}::text), clock_timestamp())`);
}
