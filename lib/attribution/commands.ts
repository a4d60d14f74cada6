import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { attributionEvents, members } from "@/db/schema/members";
import { trailNotes } from "@/db/schema/operations";
import { type MemberId, newId, uuidOf } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { pgArray } from "@/lib/kernel/pg";
import { chainOf } from "./queries";
import { bindingInForce } from "./rules";
import type { Move, MoveOutcome, StoredBinding } from "./types";

/** How often the trees may change under us before we give up; each time somebody else got on. */
const LOCKINGS_MAX = 10;

/**
 * Gives a member another parent, or none. Past orders stay as they are. Refuses a circle: the roots of both trees are
 * locked in id order and the chain is looked at again under the locks. Logged with the operator and the reason; the
 * commission system is told.
 * @see DESIGN §3
 */
export async function moveMember(tx: Tx, move: Move): Promise<MoveOutcome> {
  await lockTrees(tx, [move.member, ...(move.to ? [move.to] : [])], [move.member]);
  const [member] = await tx
    .select({ status: members.status, parentId: members.parentId, bindingSponsorId: members.bindingSponsorId, bindingUntil: members.bindingUntil })
    .from(members)
    .where(eq(members.id, move.member));
  if (!member || member.status === "merged") return { ok: false, reason: "unknown_member" };

  const above = move.to ? await chainOf(tx, move.to) : [];
  const to = above[0]?.id ?? null;
  if (move.to && (to === null || above[0]?.status === "erased")) return { ok: false, reason: "unknown_parent" };
  if (to === move.member) return { ok: false, reason: "own_parent" };
  if (above.some(({ id }) => id === move.member)) return { ok: false, reason: "parent_in_downline" };

  const follows = move.bindingFollows && bindingInForce(member, move.at) !== null && member.bindingSponsorId !== to;
  if (member.parentId === to && !follows) return { ok: true, moved: false };
  await tx
    .update(members)
    .set({ parentId: to, ...(follows ? followingBinding(member, to, move.at) : {}) })
    .where(eq(members.id, move.member));
  await record(tx, move, { kind: "move", from: member.parentId, to });
  if (follows) await record(tx, move, { kind: "binding", from: member.bindingSponsorId, to });
  await tx.execute(sql`
    insert into outbox (id, topic, key, payload, created_at)
    select uuid_v7(), 'member.changed', id::text, jsonb_build_object('member', id), ${move.at.toISOString()}::timestamptz
    from members where id = ${uuidOf(move.member)}`);
  return { ok: true, moved: true };
}

/**
 * Locks the roots of these people's trees, and these members' own rows, until they are the roots still: somebody may have
 * moved a tree while we waited.
 */
export async function lockTrees(tx: Tx, of: readonly MemberId[], rows: readonly MemberId[]): Promise<void> {
  const people = pgArray(of.map(uuidOf));
  let held: readonly string[] = [];
  for (let locking = 1; locking <= LOCKINGS_MAX; locking += 1) {
    const [row] = await tx.execute<{ roots: string[] }>(sql`
      select to_jsonb(lock_trees(array(select survivor(m) from unnest(${people}::uuid[]) m), ${pgArray(rows.map(uuidOf))}::uuid[])) as roots`);
    const roots = row?.roots ?? [];
    const before = held;
    if (roots.every((root) => before.includes(root))) return;
    held = [...before, ...roots];
  }
  invariant(false, `the trees of ${of.join(" and ")} never stood still`);
}

/** The binding as it goes on with another sponsor: until the same end. */
function followingBinding(stored: StoredBinding, to: MemberId | null, at: Date) {
  if (to === null) return { bindingSponsorId: null, bindingOrderId: null, bindingStartedAt: null, bindingUntil: null };
  return { bindingSponsorId: to, bindingOrderId: null, bindingStartedAt: at, bindingUntil: stored.bindingUntil };
}

type Change = { readonly kind: "move" | "binding"; readonly from: MemberId | null; readonly to: MemberId | null };

async function record(tx: Tx, { member, by, reason, at }: Move, { kind, from, to }: Change): Promise<void> {
  const id = newId("trail", at.getTime());
  await tx.insert(attributionEvents).values({ id, kind, memberId: member, fromId: from, toId: to, byMemberId: by, occurredAt: at });
  await tx.insert(trailNotes).values({ trailId: id, text: reason });
}
