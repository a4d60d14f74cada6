import type postgres from "postgres";
import type { Received } from "./vendors";

type Amounts = Readonly<Record<string, string>>;
export type ToldSale = { readonly sale: string; readonly buyer: string; readonly stage: string; readonly total: string; readonly credit: string; readonly card: string; readonly base: string; readonly paid: Amounts };
export type ToldRefund = { readonly sale: string; readonly amount: string; readonly toCard: string; readonly toWallet: string; readonly takenBack: Amounts };
export type ToldWallet = { readonly credit: string; readonly held: string; readonly earnings: string; readonly onThePage: string };
export type ToldMessage = { readonly kind: string; readonly sale: string; readonly buyer: string; readonly distributor: string; readonly total: string; readonly paidOut: Amounts };
/** What happened, in the words and sums of a person: amounts as "12.34". */
export type Told = { readonly sales: readonly ToldSale[]; readonly refunds: readonly ToldRefund[]; readonly wallets: Readonly<Record<string, ToldWallet>>; readonly commission: readonly ToldMessage[] };

/** Minor units as a person writes them: 1234 is "12.34". */
export function euros(minor: bigint | number | string): string {
  const cents = BigInt(minor);
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

type Names = ReadonlyMap<string, string>;

/** Names by member id, without dashes. */
export async function namesOf(sql: postgres.Sql): Promise<Names> {
  const rows = await sql<{ id: string; name: string }[]>`select replace(id::text, '-', '') as id, first_name as name from members`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Each paid order in the order of payment, with what the ledger posted for it. */
export async function listSales(sql: postgres.Sql, names: Names): Promise<readonly { readonly id: string; readonly told: ToldSale }[]> {
  const rows = await sql<{ id: string; buyer: string; stage: string; total: string; credit: string; card: string; base: string }[]>`
    select id::text, replace(buyer_id::text, '-', '') as buyer, stage::text, total_minor::text as total, credit_minor::text as credit, card_minor::text as card, base_minor::text as base
    from orders where paid_at is not null order by placed_at`;
  const sales: { id: string; told: ToldSale }[] = [];
  for (const [n, row] of rows.entries()) {
    const { id, stage, total, credit, card, base } = row;
    const paid = await movements(sql, { order: id, kind: "cashback", names });
    const amounts = { total: euros(total), credit: euros(credit), card: euros(card), base: euros(base) };
    sales.push({ id, told: { sale: String(n + 1), buyer: names.get(row.buyer) ?? "?", stage, ...amounts, paid } });
  }
  return sales;
}

/** Each refund, with what it took back from whom. */
export async function listRefunds(sql: postgres.Sql, names: Names): Promise<readonly ToldRefund[]> {
  const rows = await sql<{ order: string; place: string; amount: string; card: string; wallet: string }[]>`
    select r.order_id::text as order, (select count(*) from orders o2 where o2.paid_at is not null and o2.placed_at <= o.placed_at)::text as place,
      (r.goods_minor + r.shipping_minor)::text as amount, r.card_minor::text as card, r.wallet_minor::text as wallet
    from refunds r join orders o on o.id = r.order_id order by r.accepted_at`;
  return Promise.all(rows.map(async ({ order, place, amount, card, wallet }) => ({
    sale: place, amount: euros(amount), toCard: euros(card), toWallet: euros(wallet), takenBack: await movements(sql, { order, kind: "refund", names }),
  })));
}

/** What one kind of posting moved in members' wallets for an order, without its sign. */
async function movements(sql: postgres.Sql, { order, kind, names }: { order: string; kind: string; names: Names }): Promise<Amounts> {
  const rows = await sql<{ owner: string; amount: string }[]>`
    select replace(e.owner_id::text, '-', '') as owner, abs(sum(e.amount_minor))::text as amount
    from ledger_entries e join ledger_transactions t on t.scope = e.scope and t.id = e.transaction_id
    where e.scope = ${order} and t.key like ${`${kind}:%`} and e.version is not null
    group by e.owner_id, e.position order by e.position`;
  return Object.fromEntries(rows.map(({ owner, amount }) => [names.get(owner) ?? "?", euros(amount)]));
}

/** Every wallet that has a movement, from the sums of its entries, not from the balances that are kept beside them. */
export async function listWallets(sql: postgres.Sql, names: Names): Promise<Readonly<Record<string, Omit<ToldWallet, "onThePage">>>> {
  const rows = await sql<{ owner: string; credit: string; held: string; earnings: string }[]>`
    select replace(owner_id::text, '-', '') as owner,
      coalesce(sum(amount_minor) filter (where account = 'credit_available'), 0)::text as credit,
      coalesce(sum(amount_minor) filter (where account in ('credit_held', 'earnings_held')), 0)::text as held,
      coalesce(sum(amount_minor) filter (where account = 'earnings_available'), 0)::text as earnings
    from ledger_entries where version is not null group by owner_id`;
  return Object.fromEntries(rows.map(({ owner, credit, held, earnings }) => [names.get(owner) ?? "?", { credit: euros(credit), held: euros(held), earnings: euros(earnings) }]));
}

type Party = { readonly memberId: string } | null;
type PaidOut = readonly { readonly party: { readonly memberId: string }; readonly amountMinor: number }[];

/** What the commission system has booked about sales, in the order of the sales. `places`: a sale's place by its order id. */
export function tellMessages(messages: readonly Received[], names: Names, places: ReadonlyMap<string, string>): readonly ToldMessage[] {
  const hex = (id: string) => id.slice(id.indexOf("_") + 1).replaceAll("-", "");
  const name = (party: Party) => (party ? (names.get(hex(party.memberId)) ?? "?") : "-");
  const sums = (paid: PaidOut) => Object.fromEntries(paid.map(({ party, amountMinor }) => [name(party), euros(amountMinor)]));
  return messages
    .filter(({ message }) => message.kind.startsWith("sale."))
    .map(({ message }) => {
      const { kind, orderId, buyer, distributor, totalMinor, paidOut, soFar } = message as unknown as {
        kind: string; orderId: string; buyer: Party; distributor: Party; totalMinor?: number; paidOut?: PaidOut; soFar?: { returnedMinor: number; takenBack: PaidOut };
      };
      return {
        kind, sale: places.get(hex(orderId)) ?? "?", buyer: name(buyer), distributor: name(distributor),
        total: euros(soFar ? soFar.returnedMinor : (totalMinor ?? 0)), paidOut: sums(soFar ? soFar.takenBack : (paidOut ?? [])),
      };
    })
    .sort((a, b) => `${a.kind} ${a.sale}`.localeCompare(`${b.kind} ${b.sale}`));
}
