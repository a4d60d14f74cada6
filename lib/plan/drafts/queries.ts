import "server-only";
import { and, asc, eq, gt, gte, inArray, lt } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { orderLines, orders } from "@/db/schema/orders";
import type { OrderId } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import type { Currency } from "@/lib/kernel/money";
import { parsePlan } from "../input";
import { findPlanVersion } from "../queries";
import { sharesOfSale } from "../rules";
import { PARTIES, type Plan, type SaleLine, type Shares, STAGES } from "../types";
import type { PeriodPreviewOutcome } from "./types";

const BATCH = 1_000;
/** How many orders one look counts at most: a month of a large shop. */
const ORDERS_MAX = 50_000;

const NOTHING: Shares = { buyer: 0n, sharer: 0n, distributor: 0n, company: 0n };
const plus = (a: Shares, b: Shares): Shares => ({ buyer: a.buyer + b.buyer, sharer: a.sharer + b.sharer, distributor: a.distributor + b.distributor, company: a.company + b.company });
const poolOf = (shares: Shares): bigint => PARTIES.reduce((sum, party) => sum + shares[party], 0n);

type Period = { readonly from: Date; readonly until: Date; readonly currency: Currency };

/**
 * What a period's paid orders would have paid under a plan to come, beside what they pay. Whose sale each was stays. Lines with
 * a rate of their own keep it; those at their plan's total rate take the other plan's. Writes nothing.
 * @param definition untrusted: checked here
 */
export async function previewPeriod(reader: Reader, definition: unknown, { from, until, currency }: Period): Promise<PeriodPreviewOutcome> {
  const parsed = parsePlan(definition);
  if (!parsed.ok) return { ok: false, reason: "invalid", problems: parsed.problems };
  const stages = new Map(STAGES.map((stage) => [stage, { stage, orders: 0, todayMinor: 0n, thenMinor: 0n }]));
  let [today, then, goodsMinor, count] = [NOTHING, NOTHING, 0n, 0];
  for await (const order of soldIn(reader, { from, until, currency })) {
    const frozen = { buyer: order.buyer, sharer: order.sharer, distributor: order.distributor, company: order.company };
    const other = sharesUnder(order, parsed.plan);
    [today, then, goodsMinor, count] = [plus(today, frozen), plus(then, other), goodsMinor + order.goods, count + 1];
    const row = stages.get(order.stage);
    if (row) stages.set(order.stage, { ...row, orders: row.orders + 1, todayMinor: row.todayMinor + poolOf(frozen), thenMinor: row.thenMinor + poolOf(other) });
  }
  return { ok: true, preview: { currency, orders: count, goodsMinor, today, then, stages: [...stages.values()], cut: count === ORDERS_MAX } };
}

type Sold = Awaited<ReturnType<typeof listSold>>[number] & { readonly lines: readonly SaleLine[]; readonly plan: Plan };

function sharesUnder({ lines, plan, stage, chain }: Sold, other: Plan): Shares {
  const rated = lines.map((line) => (line.rateBps === plan.totalRateBps ? { ...line, rateBps: other.totalRateBps } : line));
  return sharesOfSale({ lines: rated, stage, hasDistributor: chain.length > 0 }, other).shares;
}

async function* soldIn(reader: Reader, period: Period): AsyncGenerator<Sold> {
  const plans = new Map<number, Plan>();
  let after: OrderId | null = null;
  for (let read = 0; read < ORDERS_MAX; read += BATCH) {
    const sold: Awaited<ReturnType<typeof listSold>> = await listSold(reader, period, after);
    if (sold.length === 0) return;
    const lines = await reader
      .select({ order: orderLines.orderId, goodsMinor: orderLines.goodsMinor, creditMinor: orderLines.creditMinor, vatBps: orderLines.vatBps, rateBps: orderLines.rateBps })
      .from(orderLines).where(inArray(orderLines.orderId, sold.map(({ id }) => id))).orderBy(asc(orderLines.orderId), asc(orderLines.position));
    const byOrder = Map.groupBy(lines, ({ order }) => order);
    for (const order of sold) {
      const plan = plans.get(order.version) ?? (await findPlanVersion(reader, order.version))?.plan;
      invariant(plan !== undefined, `${order.id} has a plan version`);
      plans.set(order.version, plan);
      yield { ...order, plan, lines: byOrder.get(order.id) ?? [] };
    }
    after = sold.at(-1)?.id ?? null;
    if (sold.length < BATCH) return;
  }
}

async function listSold(reader: Reader, { from, until, currency }: Period, after: OrderId | null) {
  const { id, stage, distributorChain: chain, planVersion: version, goodsMinor: goods, partBuyerMinor: buyer, partSharerMinor: sharer, partDistributorMinor: distributor, partCompanyMinor: company } = orders;
  return reader.select({ id, stage, chain, version, goods, buyer, sharer, distributor, company }).from(orders)
    .where(and(gte(orders.paidAt, from), lt(orders.paidAt, until), inArray(orders.status, ["paid", "fulfilled"]), eq(orders.currency, currency), after ? gt(orders.id, after) : undefined))
    .orderBy(asc(orders.id)).limit(BATCH);
}
