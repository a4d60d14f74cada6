import "server-only";
import { asc, desc, eq, lt, lte } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { orderLines, orders } from "@/db/schema/orders";
import { trail } from "@/db/schema/operations";
import { planVersions } from "@/db/schema/plan";
import { idOf, type MemberId, type OrderId, parseId } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { listOrderEntries, type PostedEntry } from "@/lib/ledger/queries";
import { parsePlan } from "./input";
import { explainShare, sharesOfSale } from "./rules";
import { type MemberExplained, type OrderExplained, PARTIES, type Party, type PlanVersion, type PreviewOutcome, type Sale, type ShareReason, type Stage } from "./types";

/** How many versions a list has at most: one a week for ten years. */
const VERSIONS_MAX = 520;

type Row = { readonly version: number; readonly startsAt: Date; readonly definition: unknown };
const columns = { version: planVersions.version, startsAt: planVersions.startsAt, definition: planVersions.definition };

/** The plan in force at a moment. Throws when there is none: an installation publishes its first plan before it sells. */
export async function planAt(reader: Reader, at: Date): Promise<PlanVersion> {
  const found = await findPlanAt(reader, at);
  invariant(found !== null, `no plan is in force at ${at.toISOString()}`);
  return found;
}

/** The plan in force at a moment; null before the first. */
export async function findPlanAt(reader: Reader, at: Date): Promise<PlanVersion | null> {
  const [row] = await reader.select(columns).from(planVersions).where(lte(planVersions.startsAt, at)).orderBy(desc(planVersions.startsAt)).limit(1);
  return row ? asVersion(row) : null;
}

/** A version by its number, as an order froze it. */
export async function findPlanVersion(reader: Reader, version: number): Promise<PlanVersion | null> {
  const [row] = await reader.select(columns).from(planVersions).where(eq(planVersions.version, version));
  return row ? asVersion(row) : null;
}

/** All versions, the latest start first. */
export async function listPlanVersions(reader: Reader): Promise<PlanVersion[]> {
  const rows = await reader.select(columns).from(planVersions).orderBy(desc(planVersions.startsAt)).limit(VERSIONS_MAX);
  return rows.map(asVersion);
}

/** A version with who published it, and when; null for the installation's own first one. */
export type PublishedPlan = PlanVersion & { readonly publishedBy: MemberId | null; readonly publishedAt: Date };

/** A page of versions as they were published, by key, the latest start first; those that start before the last one of the page before. */
export async function listPublishedPlans(reader: Reader, { before, limit }: { readonly before?: number | undefined; readonly limit: number }): Promise<PublishedPlan[]> {
  const older = before === undefined ? undefined : lt(planVersions.startsAt, reader.select({ at: planVersions.startsAt }).from(planVersions).where(eq(planVersions.version, before)));
  const rows = await reader.select({ ...columns, publishedBy: planVersions.createdBy, publishedAt: planVersions.createdAt }).from(planVersions).where(older).orderBy(desc(planVersions.startsAt)).limit(limit);
  return rows.map(({ publishedBy, publishedAt, ...row }) => ({ ...asVersion(row), publishedBy, publishedAt }));
}

function asVersion({ version, startsAt, definition }: Row): PlanVersion {
  const parsed = parsePlan(definition);
  invariant(parsed.ok, `plan version ${version} is not a plan`);
  return { version, startsAt, plan: parsed.plan };
}

// ---- why

/**
 * Why an order pays what it pays: each party's chain of reasons with numbers, from its frozen lines and plan version, and
 * what was posted to whom. For an operator: it names people. Null for an order that does not exist.
 * @see DESIGN §2 "Why"
 */
export async function explain(reader: Reader, id: OrderId): Promise<OrderExplained | null> {
  const found = await findSale(reader, id);
  if (!found) return null;
  const { order, version } = found;
  const posted = await listOrderEntries(reader, id);
  const changed = posted.findLast(({ kind }) => kind === "reattribute")?.key;
  const now = changed === undefined ? null : await findReattribution(reader, changed);
  const sale = now ? { ...found.sale, stage: now.stage, hasDistributor: now.hasDistributor } : found.sale;
  const { shares } = sharesOfSale(sale, version.plan);
  invariant(PARTIES.reduce((total, party) => total + shares[party], 0n) === order.poolMinor, `${id} pays what its plan version says`);
  const parts = PARTIES.map((party) => {
    const entry = creditOf(posted, changed, party);
    const reasons = explainShare(party, sale, version.plan);
    return { party, reasons, frozenMinor: shares[party], member: entry ? idOf("member", entry.owner) : null, postedMinor: entry?.amountMinor ?? 0n };
  });
  const { currency, sponsorId, sponsorSource, distributorChain } = order;
  const sponsor = now ? now.sponsor : sponsorId;
  return { order: id, currency, planVersion: version.version, planStartsAt: version.startsAt, sponsor, sponsorSource: now ? "operator" : sponsorSource, distributorChain, parts };
}

/** Why a member was credited for an order: their own parts and no others. Null when they have none. DESIGN §2 "Why" */
export async function explainTo(reader: Reader, member: MemberId, id: OrderId): Promise<MemberExplained | null> {
  const whole = await explain(reader, id);
  const parts = whole?.parts.filter((part) => part.member === member) ?? [];
  return whole && parts.length > 0 ? { planVersion: whole.planVersion, currency: whole.currency, parts } : null;
}

/**
 * What a past order would have paid under a plan that is not published yet, or has not started. Lines with a rate of their
 * own keep it; those at their plan's total rate take the other plan's. Writes nothing.
 * @param definition  untrusted: checked here
 */
export async function previewPlan(reader: Reader, definition: unknown, id: OrderId): Promise<PreviewOutcome> {
  const parsed = parsePlan(definition);
  if (!parsed.ok) return { ok: false, reason: "invalid", problems: parsed.problems };
  const found = await findSale(reader, id);
  if (!found) return { ok: false, reason: "unknown_order" };
  const { sale, version, order } = found;
  const { plan } = parsed;
  const lines = sale.lines.map((line) => (line.rateBps === version.plan.totalRateBps ? { ...line, rateBps: plan.totalRateBps } : line));
  const other = { ...sale, lines };
  const reasons = Object.fromEntries(PARTIES.map((party) => [party, explainShare(party, other, plan)])) as unknown as Record<Party, readonly ShareReason[]>;
  return { ok: true, preview: { order: id, currency: order.currency, today: sharesOfSale(sale, version.plan).shares, then: sharesOfSale(other, plan).shares, reasons } };
}

type FoundSale = { readonly order: typeof orders.$inferSelect; readonly sale: Sale; readonly version: PlanVersion };

/** An order as its plan version saw it when it was placed. */
async function findSale(reader: Reader, id: OrderId): Promise<FoundSale | null> {
  const [order] = await reader.select().from(orders).where(eq(orders.id, id));
  if (!order) return null;
  const { goodsMinor, creditMinor, vatBps, rateBps } = orderLines;
  const lines = await reader.select({ goodsMinor, creditMinor, vatBps, rateBps }).from(orderLines).where(eq(orderLines.orderId, id)).orderBy(asc(orderLines.position));
  const version = await findPlanVersion(reader, order.planVersion);
  invariant(version !== null, `${id} has a plan version`);
  return { order, version, sale: { lines, stage: order.stage, hasDistributor: order.distributorChain.length > 0 } };
}

/** What a re-attribution wrote down of whose sale it made the order, by the key of its posting. lib/attribution/sale */
async function findReattribution(reader: Reader, key: string) {
  const id = parseId("trail", key.slice("reattribute:".length));
  const [row] = id ? await reader.select({ after: trail.after }).from(trail).where(eq(trail.id, id)) : [];
  invariant(row !== undefined, `${key} is in the trail`);
  return row.after as { readonly sponsor: MemberId | null; readonly stage: Stage; readonly hasDistributor: boolean };
}

/** What the order's last split credited a party with. */
function creditOf(entries: readonly PostedEntry[], changed: string | undefined, party: Party): PostedEntry | undefined {
  if (party === "company") return undefined;
  return entries.find(({ key, kind, position }) => (changed === undefined ? kind === "cashback" : key === changed) && position === PARTIES.indexOf(party) + 1);
}
