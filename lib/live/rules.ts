import { uuidOf } from "@/lib/kernel/id";
import { type Currency, money } from "@/lib/kernel/money";
import type { Wallet, WalletAccount, Wallets } from "@/lib/ledger/types";
import type { State, Subject, WalletsState, WireState } from "./types";

/** In the order in which an event's id names their versions. */
const ACCOUNTS = ["credit_available", "credit_held", "earnings_available", "earnings_held"] as const satisfies readonly WalletAccount[];

/** What a wake-up calls a subject: the UUID of its member or order. */
export function keyOf(subject: Subject): string {
  return uuidOf(subject.kind === "wallets" ? subject.member : subject.order);
}

/** The id of an event: the versions of the stream's accounts. Equal ids, equal states. */
export function eventId(state: State): string {
  if (state.kind === "order") return `${state.status}.${state.received}`;
  return ACCOUNTS.map((account) => state.accounts[account]?.version ?? 0n).join(".");
}

/** A state as JSON holds it. */
export function toWire(state: State): WireState {
  if (state.kind === "order") return { ...state, received: state.received.toString() };
  const accounts = Object.entries(state.accounts).map(([account, { version, minor }]) => [account, [version.toString(), minor.toString()]] as const);
  return { kind: "wallets", currency: state.currency, accounts: Object.fromEntries(accounts) };
}

/** What a page was drawn from: version and minor units of each of the four accounts, as texts. */
export type ShownAccounts = Readonly<Record<WalletAccount, readonly [version: string, minor: string]>>;

/** All four accounts, those that were never opened too. */
export function shownAccounts(state: WalletsState | undefined): ShownAccounts {
  const shown = ACCOUNTS.map((account) => [account, [(state?.accounts[account]?.version ?? 0n).toString(), (state?.accounts[account]?.minor ?? 0n).toString()]] as const);
  return Object.fromEntries(shown) as unknown as ShownAccounts;
}

/** The two wallets of a state. */
export function walletsIn(state: WalletsState | undefined, currency: Currency): Wallets {
  const of = (account: WalletAccount): bigint => state?.accounts[account]?.minor ?? 0n;
  const wallet = (available: bigint, held: bigint): Wallet => ({ available: money(available, currency), held: money(held, currency), balance: money(available + held, currency) });
  return { credit: wallet(of("credit_available"), of("credit_held")), earnings: wallet(of("earnings_available"), of("earnings_held")) };
}

/** One event of a stream as the protocol writes it. */
export function frame(event: { readonly name: "state" | "beat" | "over"; readonly id?: string; readonly data?: unknown }): string {
  const id = event.id === undefined ? "" : `id: ${event.id}\n`;
  return `event: ${event.name}\n${id}data: ${event.data === undefined ? "" : JSON.stringify(event.data)}\n\n`;
}
