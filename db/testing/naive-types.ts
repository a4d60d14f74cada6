/** What the naive shop of `naive.ts` knows, and its arithmetic. Members and things are numbers, amounts minor units. */

export type NaivePlan = {
  readonly from: Date;
  readonly rate: bigint;
  /** Buyer, sharer, distributor, company. */
  readonly stages: Readonly<Record<NaiveStage, readonly [bigint, bigint, bigint, bigint]>>;
  readonly net: boolean;
  readonly earnOnCredit: boolean;
  readonly binding: "lifetime" | "per-order" | "months:1";
  readonly buyerOnly: boolean;
  readonly minBase: bigint;
  readonly cap: bigint | null;
};
export type NaiveStage = "direct" | "viral" | "organic" | "self";

/** What the shelf holds: price with VAT, VAT and own rate in basis points. */
export type NaiveThing = { readonly price: bigint; readonly vat: bigint; readonly rate: bigint | null; onHand: number; reserved: number };

export type NaiveMember = {
  readonly role: "customer" | "distributor";
  status: "active" | "suspended";
  parent: number | null;
  bound: number | null;
  boundUntil: Date | null;
  /** Available and held of the two wallets. */
  credit: bigint;
  creditHeld: bigint;
  earnings: bigint;
  earningsHeld: bigint;
};

export type NaiveCredit = { readonly member: number; readonly wallet: "credit" | "earnings"; readonly posted: bigint; taken: bigint; held: bigint };
export type NaiveLine = { readonly thing: number; readonly quantity: number; readonly goods: bigint; leftPieces: number; leftGoods: bigint };
export type NaiveRefund = {
  readonly kind: "amount" | "lines" | "shipping" | "provider" | "dispute";
  status: "accepted" | "owed" | "done" | "otherwise" | "cancelled";
  readonly lines: readonly { readonly line: number; readonly pieces: number; readonly goods: bigint }[];
  readonly shipping: bigint;
  readonly wallet: bigint;
  readonly walletEarnings: bigint;
  readonly card: bigint;
  readonly claws: readonly bigint[];
};

export type NaiveOrder = {
  readonly buyer: number;
  readonly sponsor: number | null;
  readonly stage: NaiveStage;
  readonly chain: readonly number[];
  readonly plan: NaivePlan;
  readonly lines: readonly NaiveLine[];
  readonly shipping: bigint;
  readonly total: bigint;
  readonly credit: bigint;
  readonly creditEarnings: bigint;
  readonly parts: readonly bigint[];
  status: "placed" | "paid" | "expired" | "cancelled";
  payment: string | null;
  readonly returned: Set<string>;
  credits: NaiveCredit[];
  refunds: NaiveRefund[];
  dispute: { amount: bigint; state: "open" | "won" | "lost" } | null;
};

export type NaiveWish = {
  readonly buyer: number;
  readonly shop: number | null;
  readonly wants: readonly { readonly thing: number; readonly quantity: number }[];
  /** Minor units of credit to spend. */
  readonly credit: bigint;
  readonly at: Date;
};

/** Rounded half up. */
export const halfUp = (numerator: bigint, denominator: bigint): bigint => (2n * numerator + denominator) / (2n * denominator);
/** The sum of amounts. */
export const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n);
/** The least of amounts. */
export const least = (...amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => (b < a ? b : a));
/** The amount, at least nothing. */
export const positive = (amount: bigint): bigint => (amount > 0n ? amount : 0n);

/** Deals a total over weights; what is left over goes one by one to who is owed most, the earlier first. */
export function deal(total: bigint, weights: readonly bigint[]): bigint[] {
  const all = sum(weights);
  if (all === 0n) return weights.map(() => 0n);
  const parts = weights.map((weight) => (total * weight) / all);
  const owed = weights.map((weight, n) => total * weight - (parts[n] ?? 0n) * all);
  for (let left = total - sum(parts); left > 0n; left -= 1n) {
    const most = owed.reduce((best, claim, n) => (claim > (owed[best] ?? 0n) ? n : best), 0);
    parts[most] = (parts[most] ?? 0n) + 1n;
    owed[most] = -1n;
  }
  return parts;
}
