import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { members } from "@/db/schema/members";
import { idOf, type MemberId, uuidOf } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { pgArray } from "@/lib/kernel/pg";
import type { MemberRole, MemberStatus } from "@/lib/members/types";
import { bindingInForce, resolveSponsor, stageOf } from "./rules";
import type { Attribution, ChainLink, Person, SaleContext } from "./types";

/** No chain of people is longer; a longer one would be a circle. */
const CHAIN_MAX = 100_000;

type Row = { readonly start: string; readonly id: string; readonly role: MemberRole; readonly status: MemberStatus };

/**
 * The chains of several members in one round trip: each with themselves first, then up the parents, however many.
 * Merged members are passed over for their survivors. Nobody: an empty chain.
 */
async function chainsOf(reader: Reader, starts: readonly MemberId[]): Promise<ReadonlyMap<MemberId, readonly ChainLink[]>> {
  const wanted = [...new Set(starts)];
  const chains = new Map<MemberId, ChainLink[]>(wanted.map((id) => [id, []]));
  if (wanted.length === 0) return chains;
  const rows = await reader.execute<Row & { depth: number }>(sql`
    with recursive up as (
      select id as start, id, parent_id, merged_into, role, status, 0 as depth
      from members where id = any (${pgArray(wanted.map(uuidOf))}::uuid[])
      union all
      select up.start, m.id, m.parent_id, m.merged_into, m.role, m.status, up.depth + 1
      from up join members m on m.id = coalesce(up.merged_into, up.parent_id)
      where up.depth < ${CHAIN_MAX}
    )
    select start, id, role, status, depth from up where merged_into is null order by depth`);
  for (const row of rows) {
    invariant(row.depth < CHAIN_MAX, "a chain of parents ends");
    chains.get(idOf("member", row.start))?.push({ id: idOf("member", row.id), role: row.role, status: row.status });
  }
  return chains;
}

/**
 * The member and everybody above them, nearest first, up to the company. A merged member counts as the survivor.
 * Empty for an id that nobody has.
 * @see DESIGN §3
 */
export async function chainOf(reader: Reader, member: MemberId): Promise<readonly ChainLink[]> {
  return (await chainsOf(reader, [member])).get(member) ?? [];
}

/** The distributors of that chain, nearest first, whatever their status; a distributor comes first in their own. DESIGN §3 */
export async function distributorsUp(reader: Reader, member: MemberId): Promise<readonly MemberId[]> {
  return distributorsIn(await chainOf(reader, member));
}

/**
 * Whose sale an order placed now is: what placing freezes. Nobody is left out for being closed or suspended: settling
 * does that, for it may be over by then.
 * @see DESIGN §3
 */
export async function attribute(reader: Reader, { buyer, cartShop, remembered, answer, at }: SaleContext): Promise<Attribution> {
  const bonds = buyer ? await findBonds(reader, buyer) : null;
  const bound = bonds ? bindingInForce(bonds, at) : null;
  const known = bonds ? [bonds.id, bonds.parentId, bound] : [];
  const chains = await chainsOf(reader, [...known, cartShop, remembered, answer].filter((id) => id !== null));
  const chain = (id: MemberId | null) => (id ? (chains.get(id) ?? []) : []);

  const person = (id: MemberId | null): Person | null => {
    const [first] = chain(id);
    return first ? { id: first.id, role: first.role, upline: chain(id).map((link) => link.id) } : null;
  };
  const buyerRole = bonds?.role ?? "customer";
  const resolved = resolveSponsor({
    buyer: bonds ? { id: bonds.id, role: buyerRole, parent: person(bonds.parentId), bound: person(bound) } : null,
    cartShop: person(cartShop),
    remembered: person(remembered),
    answer: person(answer),
  });
  const stage = stageOf(buyerRole, resolved.sponsor?.role ?? null);
  const origin = stage === "self" ? chain(bonds?.id ?? null) : sponsorChain(chains, resolved.sponsor?.id ?? null);
  return {
    buyerRole,
    sponsor: resolved.sponsor?.id ?? null,
    source: resolved.source,
    refused: resolved.refused,
    stage,
    sharer: stage === "viral" ? (resolved.sponsor?.id ?? null) : null,
    distributorChain: distributorsIn(origin),
  };
}

/** The sponsor's chain among those that were read: the one that begins with them. */
function sponsorChain(chains: ReadonlyMap<MemberId, readonly ChainLink[]>, sponsor: MemberId | null): readonly ChainLink[] {
  return [...chains.values()].find(([first]) => first?.id === sponsor) ?? [];
}

function distributorsIn(chain: readonly ChainLink[]): readonly MemberId[] {
  return chain.filter(({ role }) => role === "distributor").map(({ id }) => id);
}

async function findBonds(reader: Reader, buyer: MemberId) {
  const [row] = await reader
    .select({
      id: members.id,
      role: members.role,
      parentId: members.parentId,
      bindingSponsorId: members.bindingSponsorId,
      bindingUntil: members.bindingUntil,
    })
    .from(members)
    .where(eq(members.id, sql`survivor(${uuidOf(buyer)})`));
  return row ?? null;
}
