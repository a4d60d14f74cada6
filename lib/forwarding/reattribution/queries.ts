import "server-only";
import { and, desc, eq, inArray, lte } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { members } from "@/db/schema/members";
import { trail } from "@/db/schema/operations";
import { orders } from "@/db/schema/orders";
import type { SaleAttribution } from "@/lib/attribution/sale/types";
import { REATTRIBUTED } from "@/lib/attribution/sale/queries";
import type { Attribution, PartRole, Party, SaleReattributed } from "@/lib/gateway/commission";
import { type Id, idOf, type MemberId, type OrderId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { listOrderEntries, type PostedEntry } from "@/lib/ledger/queries";
import { REATTRIBUTE_POSITIONS } from "@/lib/ledger/types";
import type { Credit, Sale } from "../types";

const ROLES: readonly PartRole[] = ["buyer", "sharer", "distributor"];

/** The message of a re-attribution, from what was written down and posted then. Null when there is no such deed. */
export async function findReattributed(reader: Reader, order: OrderId, id: Id<"trail">): Promise<SaleReattributed | null> {
  const [row] = await reader.select().from(orders).where(eq(orders.id, order));
  const [said] = await reader.select().from(trail).where(and(eq(trail.id, id), eq(trail.subject, order)));
  if (!row || !said) return null;
  const [from, to] = [said.before as SaleAttribution, said.after as SaleAttribution];
  const entries = (await listOrderEntries(reader, order)).filter(({ key }) => key === `reattribute:${id}`);
  const party = await partiesOf(reader, [row.buyerId, ...peopleOf(from), ...peopleOf(to), ...ownersOf(entries)]);
  const credits = creditsOf(entries, row.currency, party);
  const paidOut = credits.map(({ already, ...credit }) => ({ ...credit, amount: money(credit.amount.minor - already, row.currency) })).filter(({ amount }) => amount.minor > 0n);
  return {
    kind: "sale.reattributed", order, number: row.number, buyer: party(row.buyerId), currency: row.currency, reattributedAt: said.occurredAt,
    from: asAttribution(from, party), to: asAttribution(to, party), paidOut,
  };
}

/** A sale as it stood at a moment: whose an operator had made it by then, with that posting's credits. */
export async function asReattributed(reader: Reader, sale: Sale, at: Date): Promise<Sale> {
  const [said] = await reader.select().from(trail)
    .where(and(eq(trail.subject, sale.order), eq(trail.action, REATTRIBUTED), lte(trail.occurredAt, at))).orderBy(desc(trail.id)).limit(1);
  if (!said) return sale;
  const to = said.after as SaleAttribution;
  const entries = (await listOrderEntries(reader, sale.order)).filter(({ key }) => key === `reattribute:${said.id}`);
  const party = await partiesOf(reader, [...peopleOf(to), ...ownersOf(entries)]);
  const credits = creditsOf(entries, sale.currency, party).map(({ role, party: who, amount }): Credit => ({ role, party: who, amount }));
  return { ...sale, ...asAttribution(to, party), credits };
}

type Known = (id: MemberId) => Party;

function asAttribution({ stage, sharer, distributor }: SaleAttribution, party: Known): Attribution {
  return { stage, sharer: sharer && party(sharer), distributor: distributor && party(distributor) };
}

const peopleOf = ({ sharer, distributor }: SaleAttribution): MemberId[] => [sharer, distributor].filter((id) => id !== null);

/** The company's legs have the order as owner, and are nobody's. */
const ownersOf = (entries: readonly PostedEntry[]): MemberId[] => entries.filter(({ account }) => account.endsWith("_available")).map(({ owner }) => idOf("member", owner));

/** What the posting gave each of the new people in full, and what earlier refunds took of it at once. */
function creditsOf(entries: readonly PostedEntry[], currency: Sale["currency"], party: Known): (Credit & { readonly already: bigint })[] {
  const { posted, already } = REATTRIBUTE_POSITIONS;
  const at = (position: number) => entries.find((entry) => entry.position === position);
  return ROLES.flatMap((role, n) => {
    const credit = at(posted + n);
    return credit ? [{ role, party: party(idOf("member", credit.owner)), amount: money(credit.amountMinor, currency), already: -(at(already + n)?.amountMinor ?? 0n) }] : [];
  });
}

async function partiesOf(reader: Reader, ids: readonly MemberId[]): Promise<Known> {
  const rows = await reader.select({ id: members.id, externalId: members.externalId }).from(members).where(inArray(members.id, [...ids]));
  const known = new Map(rows.map(({ id, externalId }) => [id, externalId]));
  return (id) => ({ member: id, externalId: known.get(id) ?? null });
}
