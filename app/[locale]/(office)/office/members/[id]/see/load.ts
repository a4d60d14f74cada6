import "server-only";
import { readCompany } from "@/lib/company/queries";
import { type Id, newId, parseId } from "@/lib/kernel/id";
import type { Locale } from "@/lib/kernel/locale";
import type { StatementAsked } from "@/lib/ledger/input";
import { findOfficeMember } from "@/lib/office/person/queries";
import type { OfficeMember } from "@/lib/office/person/types";
import { listOrders } from "@/lib/office/queries";
import type { OrderRow } from "@/lib/office/types";
import { hasLooked } from "@/lib/trail/queries";
import { db } from "@/lib/web/database";
import { orderPath } from "@/lib/web/links";
import { now } from "@/lib/web/time";
import { operatorWith } from "@/lib/web/viewer";
import { walletOf, type WalletView } from "../../../../../(account)/wallet/load";

/** How long a look lasts once its reason is written down. */
const LOOK_MS = 15 * 60_000;
const ORDERS = 20;

export type SeeView = {
  readonly member: OfficeMember;
  readonly deed: Id<"trail">;
  /** What they see; null until the operator has said why. */
  readonly seen: { readonly wallet: WalletView; readonly orders: readonly (OrderRow & { readonly path: string })[] } | null;
};

/** A member's pages as they see them, while the operator's look is open. `null`: not for this viewer, or no such member. */
export async function loadSee(raw: string, { locale, ...asked }: StatementAsked & { readonly locale: Locale }): Promise<SeeView | null> {
  const by = await operatorWith("members");
  const id = parseId("member", raw);
  const member = by && id && (await findOfficeMember(db(), by, { id, at: now() }));
  if (!by || !id || !member || member.handle === null) return null;
  const { handle, role, name } = member;
  const open = await hasLooked(db(), { actor: by.id, subject: id, since: new Date(now().getTime() - LOOK_MS) });
  if (!open) return { member, deed: newId("trail"), seen: null };
  const { currency } = await readCompany(db());
  const [wallet, orders] = await Promise.all([walletOf({ id, role, handle, firstName: name.split(" ")[0] ?? "" }, locale, asked), listOrders(db(), by, { buyer: id, limit: ORDERS, currency })]);
  return { member, deed: newId("trail"), seen: { wallet, orders: orders.rows.map((row) => ({ ...row, path: orderPath(row.number, locale) })) } };
}
