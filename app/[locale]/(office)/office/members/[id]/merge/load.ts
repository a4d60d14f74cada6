import "server-only";
import { readCompany } from "@/lib/company/queries";
import { type Id, newId, parseId } from "@/lib/kernel/id";
import { findWallets } from "@/lib/ledger/queries";
import type { Wallets } from "@/lib/ledger/types";
import { findMeant, findOfficeMember } from "@/lib/office/person/queries";
import type { OfficeMember } from "@/lib/office/person/types";
import { db } from "@/lib/web/database";
import { now } from "@/lib/web/time";
import { operatorWith } from "@/lib/web/viewer";

export type Half = { readonly member: OfficeMember; readonly wallets: Wallets };
export type MergeView = { readonly from: Half; readonly into: Half | "unknown" | "same" | null; readonly deed: Id<"trail"> };

/** Two accounts that somebody takes for one person's, side by side. `null`: not for this viewer, or no such member. */
export async function loadMerge(raw: string, into: string): Promise<MergeView | null> {
  const by = await operatorWith("ledger");
  const id = parseId("member", raw);
  if (!by || !id) return null;
  const { currency } = await readCompany(db());
  const half = async (member: typeof id): Promise<Half | null> => {
    const [found, wallets] = await Promise.all([findOfficeMember(db(), by, { id: member, at: now() }), findWallets(db(), member, currency)]);
    return found && { member: found, wallets };
  };
  const from = await half(id);
  if (!from) return null;
  const meant = into.trim() === "" ? null : await findMeant(db(), by, into);
  const other = meant === id ? ("same" as const) : meant ? await half(meant) : null;
  return { from, into: into.trim() === "" ? null : (other ?? "unknown"), deed: newId("trail") };
}
