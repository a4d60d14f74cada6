import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { ledgerAccounts } from "@/db/schema/ledger";
import { members } from "@/db/schema/members";
import { orders } from "@/db/schema/orders";
import { transact } from "@/db/transact";
import { lockTrees } from "@/lib/attribution/commands";
import { chainOf } from "@/lib/attribution/queries";
import { type MemberId, newId, uuidOf } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { type Currency, money } from "@/lib/kernel/money";
import { post } from "@/lib/ledger/commands";
import type { Entry } from "@/lib/ledger/types";
import { emptyPersonalData } from "@/lib/privacy/commands";
import { record } from "@/lib/trail/commands";
import { isDone } from "@/lib/trail/queries";
import { type Balance, findHindrance, listBalances, listLiving, listStrays } from "./queries";
import type { Adjustment, AdjustmentOutcome, Deed, Erasure, ErasureOutcome, Merger, MergerOutcome, StandingChange, StandingOutcome } from "./types";

/** Suspends, closes or reopens an account. Closing needs no open hold; the balance is kept. DESIGN §4 */
export async function changeStanding(tx: Tx, change: StandingChange): Promise<StandingOutcome> {
  const { member: id, to } = change;
  await lockAccount(tx, [id]);
  if (await isDone(tx, change.id)) return { ok: true };
  const [member] = await listLiving(tx, [id]);
  if (!member) return { ok: false, reason: "unknown_member" };
  if (to === "closed" && (await hasOpenHold(tx, id))) return { ok: false, reason: "open_hold" };
  await tx.update(members).set({ status: to }).where(eq(members.id, id));
  await tellChange(tx, [id]);
  await writeDown(tx, change, { action: "member.standing", subject: id, before: { status: member.status }, after: { status: to } });
  return { ok: true };
}

/**
 * Erases a person: their names, address, pictures, words and what others wrote about them are emptied, their balance is
 * written off to `adjustments`, and they keep a nameless place in the chain. The same address later is a new member.
 * Refused while something of theirs is under way that needs a name and an address, and to operators.
 * @see DESIGN §4
 */
export async function eraseMember(tx: Tx, erasure: Erasure): Promise<ErasureOutcome> {
  const { member: id, at } = erasure;
  await lockAccount(tx, [id]);
  if (await isDone(tx, erasure.id)) return { ok: true, writtenOff: [] };
  const [member] = await listLiving(tx, [id]);
  if (!member) return { ok: false, reason: "unknown_member" };
  if (await hasOpenHold(tx, id)) return { ok: false, reason: "open_hold" };
  const hindrance = await findHindrance(tx, id);
  if (hindrance) return { ok: false, reason: hindrance };

  const balances = await listBalances(tx, id);
  for (const currency of currenciesOf(balances)) {
    const own = balances.filter((balance) => balance.currency === currency);
    const entries = own.map(({ account, minor }): Entry => ({ account, owner: id, amountMinor: -minor }));
    const total = own.reduce((sum, { minor }) => sum + minor, 0n);
    await move(tx, { key: keyOf("erasure", erasure, { currency, balances }), kind: "erasure", scope: id, currency, at, entries: [...entries, { account: "adjustments", amountMinor: total }] });
  }
  await tx.update(members).set({ status: "erased" }).where(eq(members.id, id));
  await emptyPersonalData(tx, id);
  await tellChange(tx, [id]);
  const writtenOff = currenciesOf(balances).map((currency) => money(sumOf(balances, currency), currency));
  await writeDown(tx, { ...erasure, reason: "" }, { action: "member.erased", subject: id, before: { status: member.status }, after: { writtenOff: writtenOff.map(({ minor, currency }) => `${String(minor)} ${currency}`) } });
  return { ok: true, writtenOff };
}

/** Gives a member credit, or takes some, against `adjustments`. DESIGN §4 */
export async function adjust(tx: Tx, wish: Adjustment): Promise<AdjustmentOutcome> {
  const { member, wallet, amount, approvedBy, at } = wish;
  if (amount.minor === 0n) return { ok: false, reason: "not_an_amount" };
  await lockAccount(tx, [member]);
  if (await isDone(tx, wish.id)) return { ok: true };
  const [living] = await listLiving(tx, [member]);
  if (!living) return { ok: false, reason: "unknown_member" };
  const outcome = await post(tx, [{
    key: `adjustment:${wish.id}`, kind: "adjustment", scope: member, currency: amount.currency, occurredAt: at, covered: amount.minor < 0n,
    entries: [{ account: `${wallet}_available`, owner: member, amountMinor: amount.minor }, { account: "adjustments", amountMinor: -amount.minor }],
  }]);
  if (!outcome.ok) return outcome;
  await writeDown(tx, wish, { action: "member.adjusted", subject: member, before: null, after: { wallet, amountMinor: String(amount.minor), currency: amount.currency, approvedBy } });
  return { ok: true };
}

/**
 * Makes two accounts of one person one: balances, holds and open orders go to the survivor, whose parent and binding stay;
 * downlines go below the survivor, old handles redirect, later postings go to the survivor.
 * @see DESIGN §4
 */
export async function mergeMembers(tx: Tx, merger: Merger): Promise<MergerOutcome> {
  const { from, into, at } = merger;
  if (from === into) return { ok: false, reason: "same_member" };
  // Orders before trees before accounts, as every command locks.
  await tx.select({ id: orders.id }).from(orders).where(and(inArray(orders.buyerId, [from, into]), eq(orders.status, "placed"))).orderBy(orders.id).for("no key update");
  await lockTrees(tx, [from, into], [from, into]);
  if (await isDone(tx, merger.id)) return { ok: true };
  const living = await listLiving(tx, [from, into]);
  const merged = living.find(({ id }) => id === from);
  if (!merged || living.length < 2) return { ok: false, reason: "unknown_member" };

  const below = await reparent(tx, merger, merged.parentId);
  await tx.update(members).set({ bindingSponsorId: null, bindingOrderId: null, bindingStartedAt: null, bindingUntil: null }).where(and(eq(members.id, into), eq(members.bindingSponsorId, from)));
  await tx.update(members).set({ bindingSponsorId: into }).where(eq(members.bindingSponsorId, from));
  await tx.update(members).set({ mergedInto: into }).where(eq(members.mergedInto, from));
  await tx.update(members).set({ status: "merged", mergedInto: into, email: null, externalId: null }).where(eq(members.id, from));
  await moveBalances(tx, { deed: merger, from, into });
  await tx.execute(sql`insert into attribution_events (id, kind, member_id, from_id, to_id, by_member_id, occurred_at)
    values (${uuidOf(newId("trail", at.getTime()))}, 'merge', ${uuidOf(from)}, ${uuidOf(from)}, ${uuidOf(into)}, ${uuidOf(merger.by)}, ${at.toISOString()}::timestamptz)`);
  await tellChange(tx, [from, into, ...below]);
  await writeDown(tx, merger, { action: "member.merged", subject: from, before: { status: merged.status }, after: { into } });
  return { ok: true };
}

/** Gathers what was posted to merged members in the moment of their merger. Run it now and again; one turn does a hundred. */
export async function gatherStrays(db: Db, at: Date): Promise<{ readonly gathered: number }> {
  const strays = await listStrays(db);
  for (const { from, into } of strays) {
    await transact(db, async (tx) => {
      await moveBalances(tx, { deed: { id: newId("trail", at.getTime()), at }, from, into });
      return { ok: true };
    });
  }
  return { gathered: strays.length };
}

/** The merged one's downline goes below the survivor; who stands between the two takes the merged one's place. */
async function reparent(tx: Tx, { from, into, by, at }: Merger, above: MemberId | null): Promise<MemberId[]> {
  const chain = (await chainOf(tx, into)).map(({ id }) => id);
  const between = chain.includes(from) ? chain[chain.indexOf(from) - 1] : undefined;
  // A survivor stands above their own new place only where the merged one's parent is the survivor already.
  const place = above !== null && above !== into && !(await chainOf(tx, above)).some(({ id }) => id === between) ? above : null;
  const moved = await tx.update(members).set({ parentId: sql`case when ${members.id} = ${between ? uuidOf(between) : null}::uuid then ${place ? uuidOf(place) : null}::uuid else ${uuidOf(into)}::uuid end` })
    .where(eq(members.parentId, from)).returning({ id: members.id, to: members.parentId });
  for (const { id, to } of moved) {
    await tx.execute(sql`insert into attribution_events (id, kind, member_id, from_id, to_id, by_member_id, occurred_at)
      values (${uuidOf(newId("trail", at.getTime()))}, 'move', ${uuidOf(id)}, ${uuidOf(from)}, ${to ? uuidOf(to) : null}, ${uuidOf(by)}, ${at.toISOString()}::timestamptz)`);
  }
  return moved.map(({ id }) => id);
}

type Transfer = { readonly deed: Pick<Deed, "id" | "at">; readonly from: MemberId; readonly into: MemberId };

async function moveBalances(tx: Tx, { deed, from, into }: Transfer): Promise<void> {
  await lockBalances(tx, [from, into]);
  const balances = await listBalances(tx, from);
  for (const currency of currenciesOf(balances)) {
    const entries = balances.filter((balance) => balance.currency === currency).flatMap(({ account, minor }): Entry[] => [
      { account, owner: from, amountMinor: -minor }, { account, owner: into, amountMinor: minor },
    ]);
    await move(tx, { key: keyOf("merge", deed, { currency, balances }), kind: "merge", scope: into, currency, at: deed.at, entries });
  }
}

type Movement = { readonly key: string; readonly kind: "merge" | "erasure"; readonly scope: MemberId; readonly currency: Currency; readonly at: Date; readonly entries: readonly Entry[] };

async function move(tx: Tx, { at, ...posting }: Movement): Promise<void> {
  const outcome = await post(tx, [{ ...posting, occurredAt: at }]);
  invariant(outcome.ok, "what stands on an account can be moved");
}

/** `merge:<id>`; a member with wallets in several currencies has a transaction in each. */
function keyOf(kind: string, { id }: Pick<Deed, "id">, { currency, balances }: { readonly currency: Currency; readonly balances: readonly Balance[] }): string {
  return currency === currenciesOf(balances)[0] ? `${kind}:${id}` : `${kind}:${id}-${currency}`;
}

const currenciesOf = (balances: readonly Balance[]): Currency[] => [...new Set(balances.map(({ currency }) => currency))];
const sumOf = (balances: readonly Balance[], currency: Currency): bigint => balances.filter((b) => b.currency === currency).reduce((sum, { minor }) => sum + minor, 0n);

async function lockAccount(tx: Tx, ids: readonly MemberId[]): Promise<void> {
  await tx.select({ id: members.id }).from(members).where(inArray(members.id, ids)).orderBy(members.id).for("no key update");
  await lockBalances(tx, ids);
}

async function lockBalances(tx: Tx, ids: readonly MemberId[]): Promise<void> {
  await tx.select({ owner: ledgerAccounts.ownerId }).from(ledgerAccounts).where(inArray(ledgerAccounts.ownerId, ids)).orderBy(ledgerAccounts.ownerId, ledgerAccounts.account).for("no key update");
}

async function hasOpenHold(tx: Tx, id: MemberId): Promise<boolean> {
  const held = (await listBalances(tx, id)).some(({ account }) => account === "credit_held" || account === "earnings_held");
  const [waiting] = await tx.select({ id: orders.id }).from(orders).where(and(eq(orders.buyerId, id), eq(orders.status, "placed"))).limit(1);
  return held || waiting !== undefined;
}

/** The commission system is told. Wake the relay afterwards. */
async function tellChange(tx: Tx, ids: readonly MemberId[]): Promise<void> {
  for (const id of ids) {
    await tx.execute(sql`insert into outbox (id, topic, key, payload, created_at)
      values (uuid_v7(), 'member.changed', ${uuidOf(id)}::uuid::text, jsonb_build_object('member', ${uuidOf(id)}::uuid), clock_timestamp())`);
  }
}

type Written = { readonly action: `${string}.${string}`; readonly subject: MemberId; readonly before: unknown; readonly after: unknown };

async function writeDown(tx: Tx, { id, by, reason, at }: Deed, { action, subject, before, after }: Written): Promise<void> {
  await record(tx, { id, actor: by, action, subject, before, after, reason, at });
}
