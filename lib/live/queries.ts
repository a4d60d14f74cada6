import "server-only";
import type { Sql } from "postgres";
import type { Reader } from "@/db/client";
import { sql } from "drizzle-orm";
import { isCurrency, type Currency } from "@/lib/kernel/money";
import { idOf, type MemberId, type OrderId, uuidOf } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { pgArray } from "@/lib/kernel/pg";
import type { WalletAccount } from "@/lib/ledger/types";
import type { AccountState, OrderState, WalletsState } from "./types";

/** How many subjects one reading answers at most. */
export const READ_MAX = 1_000;

/** The channel on which processes tell each other whose money moved. */
export const LIVE_CHANNEL = "cagnotte_live";
/** About 33 bytes each; a notification holds 8,000. */
const NAMED_MAX = 200;

/** The accounts of these members in a currency, with their versions; a member without any has an empty state. */
export async function listWallets(reader: Reader, members: readonly MemberId[], currency: Currency): Promise<Map<MemberId, WalletsState>> {
  invariant(members.length <= READ_MAX, "a reading is bounded");
  const rows = await reader.execute<{ owner_id: string; account: WalletAccount; version: string; balance_minor: string }>(sql`
    select owner_id, account, version::text, balance_minor::text from ledger_accounts
    where owner_id = any(${pgArray(members.map(uuidOf))}::uuid[]) and currency = ${currency}`);
  const accounts = new Map<MemberId, Partial<Record<WalletAccount, AccountState>>>(members.map((member) => [member, {}]));
  for (const row of rows) {
    const of = accounts.get(idOf("member", row.owner_id));
    if (of) of[row.account] = { version: BigInt(row.version), minor: BigInt(row.balance_minor) };
  }
  return new Map([...accounts].map(([member, of]) => [member, { kind: "wallets", currency, accounts: of }]));
}

/** Where these orders stand and what each brought its buyer, and nobody else. */
export async function listOrders(reader: Reader, orders: readonly OrderId[]): Promise<Map<OrderId, OrderState>> {
  invariant(orders.length <= READ_MAX, "a reading is bounded");
  const rows = await reader.execute<{ id: string; status: string; currency: string; received: string }>(sql`
    select o.id, o.status, o.currency, coalesce((
      select sum(e.amount_minor) from ledger_entries e join ledger_transactions t on t.scope = e.scope and t.id = e.transaction_id
      where e.scope = o.id and t.kind = 'cashback' and e.owner_id = o.buyer_id), 0)::text as received
    from orders o where o.id = any(${pgArray(orders.map(uuidOf))}::uuid[])`);
  return new Map(rows.map(({ id, status, currency, received }) => {
    invariant(isCurrency(currency), `an order has a currency: ${currency}`);
    return [idOf("order", id), { kind: "order", status, currency, received: BigInt(received) }];
  }));
}

/**
 * Wakes the streams of everybody whose wallet these scopes (orders, or members for what is about no order) touched, and
 * the streams of the orders themselves; in every process. Call it after the commit, never inside a transaction. DESIGN §7
 */
export async function notifyLive(client: Sql, scopes: readonly (OrderId | MemberId)[]): Promise<void> {
  const ids = pgArray(scopes.map(uuidOf));
  await client`
    with named as (
      select distinct owner_id as id from ledger_entries where scope = any(${ids}::text::uuid[]) and version is not null
      union select unnest(${ids}::text::uuid[])
    ), page as (select id, row_number() over () / ${NAMED_MAX}::int as nth from named)
    select pg_notify(${LIVE_CHANNEL}, string_agg(replace(id::text, '-', ''), ',')) from page group by nth`;
}
