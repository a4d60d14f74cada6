import type { MemberId, OrderId } from "@/lib/kernel/id";
import type { Currency } from "@/lib/kernel/money";
import type { WalletAccount } from "@/lib/ledger/types";

/** What a stream watches. */
export type Subject = { readonly kind: "wallets"; readonly member: MemberId } | { readonly kind: "order"; readonly order: OrderId };

/** How many entries an account has, and its balance. */
export type AccountState = { readonly version: bigint; readonly minor: bigint };

/** A member's accounts in the shop's currency; one that was never opened is left out. */
export type WalletsState = { readonly kind: "wallets"; readonly currency: Currency; readonly accounts: Readonly<Partial<Record<WalletAccount, AccountState>>> };

/** Where an order stands and what it brought its buyer, all wallets. */
export type OrderState = { readonly kind: "order"; readonly status: string; readonly received: bigint; readonly currency: Currency };

export type State = WalletsState | OrderState;

/** What goes over the wire. Amounts and versions are texts: JSON has no bigint. */
export type WireState =
  | { readonly kind: "wallets"; readonly currency: Currency; readonly accounts: Readonly<Partial<Record<WalletAccount, readonly [version: string, minor: string]>>> }
  | { readonly kind: "order"; readonly status: string; readonly received: string; readonly currency: Currency };
