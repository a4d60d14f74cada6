import { uuidOf, type MemberId, newId, type OrderId } from "../../lib/kernel/id";
import { invariant } from "../../lib/kernel/invariant";
import { money } from "../../lib/kernel/money";
import { post } from "../../lib/ledger/commands";
import type { WalletAccount } from "../../lib/ledger/types";
import { settle } from "../../lib/order/commands";
import { transact } from "../transact";
import type { TestDatabase } from "./database";
import { aMember, aPlacedOrder, aVariant, NOON, type TestSale } from "./sale";

/** Credits a wallet out of thin air. */
export async function gift(test: TestDatabase, member: MemberId, to: { readonly account: WalletAccount; readonly amountMinor: bigint }): Promise<void> {
  await transact(test.db, (tx) =>
    post(tx, [{ key: `gift:${newId("trail")}`, kind: "adjustment", scope: member, currency: "EUR", occurredAt: NOON, entries: [
      { ...to, owner: member }, { account: "adjustments", amountMinor: -to.amountMinor },
    ] }]),
  );
}

export type Bought = { readonly order: OrderId; readonly buyer: MemberId; readonly sharer: MemberId; readonly distributor: MemberId };

/** A paid order of 100.00 in the viral stage, all of it by card: 10 + 10 + 20. `payment` is what the card paid with. */
export async function aViralSale(test: TestDatabase, sale: Partial<TestSale> & { readonly payment?: string } = {}): Promise<Bought> {
  const { payment, ...more } = sale;
  const distributor = await aMember(test.db, { role: "distributor" });
  const sharer = await aMember(test.db, { parent: distributor });
  const buyer = more.buyer ?? (await aMember(test.db));
  const variant = more.variant ?? (await aVariant(test.db));
  const order = await aPlacedOrder(test.db, { stage: "viral", sponsor: sharer, sharer, distributors: [distributor], ...more, buyer, variant });
  const cardMinor = (more.goodsMinor ?? 10_000n) - (more.creditMinor ?? 0n);
  const paid = cardMinor === 0n ? null : (payment ?? `pi_${order}`);
  const [settled] = await settle(test.hot, [{ order, payment: paid, amount: money(cardMinor, "EUR"), paidAt: NOON }]);
  invariant(settled?.outcome === "settled", "a sale of a test settles");
  return { order, buyer, sharer, distributor };
}

/** What is available and held in the two wallets of a member. */
export async function walletsOf(test: TestDatabase, member: MemberId): Promise<Record<WalletAccount, bigint>> {
  const rows = await test.hot<{ account: WalletAccount; balance_minor: string }[]>`
    select account, balance_minor from ledger_accounts where owner_id = ${uuidOf(member)} and currency = 'EUR'`;
  const of = (account: WalletAccount) => BigInt(rows.find((row) => row.account === account)?.balance_minor ?? 0);
  return { credit_available: of("credit_available"), credit_held: of("credit_held"), earnings_available: of("earnings_available"), earnings_held: of("earnings_held") };
}
