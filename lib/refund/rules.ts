import { invariant } from "@/lib/kernel/invariant";
import { divideHalfUp, spread } from "@/lib/kernel/money";
import type {
  CreditMove,
  Left,
  LostDispute,
  PastRefund,
  PostedCredit,
  RefundableOrder,
  RefundAmounts,
  RefundedLine,
  RefundPlan,
  RefundReason,
  RefundRequest,
} from "./types";

/** What is not yet refunded of an order. DESIGN §4 */
export function leftOf(order: RefundableOrder, earlier: readonly PastRefund[]): Left {
  const past = earlier.filter(stands);
  const lines = order.lines.map(({ id, quantity, goodsMinor }): RefundedLine => {
    const given = past.flatMap((refund) => refund.lines).filter(({ line }) => line === id);
    return {
      line: id,
      quantity: given.reduce((left, { quantity: returned }) => left - returned, quantity),
      goodsMinor: goodsMinor - sum(given.map((part) => part.goodsMinor)),
    };
  });
  const goodsMinor = order.goodsMinor - sum(past.map((refund) => refund.goodsMinor));
  const shippingMinor = order.shippingMinor - sum(past.map((refund) => refund.shippingMinor));
  invariant(sum(lines.map((line) => line.goodsMinor)) === goodsMinor, "refunded goods are refunded on lines");
  invariant(shippingMinor >= 0n && lines.every((l) => l.quantity >= 0 && l.goodsMinor >= 0n), "no more is refunded than was bought");
  return { goodsMinor, shippingMinor, totalMinor: goodsMinor + shippingMinor, lines };
}

/**
 * What a refund gives back and takes back, by the cumulative rules:
 * - of each posted credit alone, `round_half_up(credit x goods refunded so far / goods of the order)` less what was taken
 *   back before; never less than nothing, so that no refund credits anybody
 * - to the wallet, `round_half_up(credit spent x refunded so far / order total)` less what was returned before; the rest
 *   goes to the card, at most what the card paid and has not got back
 *
 * The parts of all refunds of a whole order add up to what was posted. What the provider and the bank did on their own is
 * never refused: it has happened.
 * @param order  its credits with what the ledger says was taken and is held
 * @param earlier  all refunds of the order so far
 * @see DESIGN §4 "Refunds", "Disputes"
 */
export function planRefund(order: RefundableOrder, earlier: readonly PastRefund[], request: RefundRequest): RefundPlan {
  const left = leftOf(order, earlier);
  const asked = askedOf(left, request);
  if ("reason" in asked) return { ok: false, reason: asked.reason };

  const goodsMinor = sum(asked.lines.map((line) => line.goodsMinor));
  const amountMinor = goodsMinor + asked.shippingMinor;
  return {
    ok: true,
    kind: request.kind,
    goodsMinor,
    shippingMinor: asked.shippingMinor,
    lines: asked.lines,
    ...tendersOf(order, earlier.filter(stands), { kind: request.kind, amountMinor }),
    clawBacks: clawBacks(order, order.goodsMinor - left.goodsMinor + goodsMinor),
    excessMinor: "amountMinor" in request ? request.amountMinor - amountMinor : 0n,
  };
}

function stands({ kind, status }: PastRefund): boolean {
  return status !== "cancelled" && kind !== "late_payment";
}

type Asked = { readonly lines: readonly RefundedLine[]; readonly shippingMinor: bigint } | { readonly reason: RefundReason };

function askedOf(left: Left, request: RefundRequest): Asked {
  if (request.kind === "lines") return askedLines(left, request);
  const { kind, amountMinor } = request;
  if (amountMinor <= 0n) return { reason: "not_an_amount" };
  const happened = kind === "provider" || kind === "dispute";
  const mostMinor = kind === "shipping" ? left.shippingMinor : left.totalMinor;
  if (!happened && mostMinor === 0n) return { reason: "nothing_left" };
  if (!happened && amountMinor > mostMinor) return { reason: "more_than_left" };
  const goodsMinor = kind === "shipping" ? 0n : least(amountMinor, left.goodsMinor);
  return { lines: overLines(left, goodsMinor), shippingMinor: least(amountMinor - goodsMinor, left.shippingMinor) };
}

/** An amount over the goods that are left, by largest remainder, in line order. */
function overLines(left: Left, goodsMinor: bigint): RefundedLine[] {
  const parts = spread(goodsMinor, left.lines.map((line) => line.goodsMinor));
  return left.lines.flatMap(({ line }, n) => {
    const part = parts[n] ?? 0n;
    return part > 0n ? [{ line, quantity: 0, goodsMinor: part }] : [];
  });
}

/** Each piece is worth its part of what is left of the line, rounded half up: the last piece takes the rest. */
function askedLines(left: Left, request: Extract<RefundRequest, { kind: "lines" }>): Asked {
  const wanted = new Map<string, number>();
  for (const { line, quantity } of request.lines) {
    if (!left.lines.some((l) => l.line === line)) return { reason: "unknown_line" };
    if (quantity <= 0 || quantity % 1 !== 0) return { reason: "not_a_quantity" };
    wanted.set(line, (wanted.get(line) ?? 0) + quantity);
  }
  if (left.lines.some((l) => (wanted.get(l.line) ?? 0) > l.quantity)) return { reason: "more_than_bought" };
  if (request.shippingMinor < 0n) return { reason: "not_an_amount" };
  if (request.shippingMinor > left.shippingMinor) return { reason: "more_than_left" };

  const lines = left.lines.flatMap(({ line, quantity, goodsMinor }) => {
    const returned = wanted.get(line);
    if (returned === undefined) return [];
    return [{ line, quantity: returned, goodsMinor: divideHalfUp(goodsMinor * BigInt(returned), BigInt(quantity)) }];
  });
  if (sum(lines.map((l) => l.goodsMinor)) + request.shippingMinor === 0n) return { reason: "nothing_left" };
  return { lines, shippingMinor: request.shippingMinor };
}

type Tenders = Pick<RefundAmounts, "walletMinor" | "walletEarningsMinor" | "cardMinor">;
type Returned = { readonly kind: RefundRequest["kind"]; readonly amountMinor: bigint };

function tendersOf(order: RefundableOrder, past: readonly PastRefund[], { kind, amountMinor }: Returned): Tenders {
  if (kind === "dispute") return { walletMinor: 0n, walletEarningsMinor: 0n, cardMinor: 0n };
  if (kind === "provider") return { walletMinor: 0n, walletEarningsMinor: 0n, cardMinor: amountMinor };

  const totalMinor = order.goodsMinor + order.shippingMinor;
  const beforeMinor = sum(past.map((refund) => refund.goodsMinor + refund.shippingMinor));
  const returnedMinor = sum(past.map((refund) => refund.walletMinor));
  // A dashboard refund or a lost dispute before went to the card alone: the wallet then catches up, by at most this refund.
  const walletMinor = upTo(
    least(amountMinor, order.creditMinor - returnedMinor),
    share(order.creditMinor, beforeMinor + amountMinor, totalMinor) - returnedMinor,
  );
  return { walletMinor, walletEarningsMinor: toEarnings(order, past, walletMinor), cardMinor: amountMinor - walletMinor };
}

/** Money returns to the two wallets in the proportion in which it left them, cumulatively. */
function toEarnings(order: RefundableOrder, past: readonly PastRefund[], walletMinor: bigint): bigint {
  const returnedMinor = sum(past.map((refund) => refund.walletMinor));
  const earningsMinor = sum(past.map((refund) => refund.walletEarningsMinor));
  return upTo(
    least(walletMinor, order.creditEarningsMinor - earningsMinor),
    share(order.creditEarningsMinor, returnedMinor + walletMinor, order.creditMinor) - earningsMinor,
  );
}

/** What is to be taken of each credit so that it fits the goods refunded so far, this refund included. */
function clawBacks(order: RefundableOrder, refundedGoodsMinor: bigint): CreditMove[] {
  return order.credits.flatMap((credit) =>
    moved(credit, share(credit.amountMinor, refundedGoodsMinor, order.goodsMinor) - credit.takenMinor),
  );
}

// ---- disputes

/**
 * What an opened dispute (not an inquiry) holds: of each credit what losing it would take back, so in proportion to the
 * disputed amount and at most what is neither refunded nor held already.
 * @see DESIGN §4 "Disputes"
 */
export function planDisputeHold(order: RefundableOrder, earlier: readonly PastRefund[], amountMinor: bigint): CreditMove[] {
  const left = leftOf(order, earlier);
  const atRisk = clawBacks(order, order.goodsMinor - left.goodsMinor + least(amountMinor, left.goodsMinor));
  return order.credits.flatMap((credit) =>
    moved(credit, least(amountOf(atRisk, credit), credit.amountMinor - credit.takenMinor - credit.heldMinor)),
  );
}

/** What is held of credits that a refund has taken back meanwhile, and must be released: no more is held than is left. DESIGN §4 */
export function holdsToRelease(order: RefundableOrder): CreditMove[] {
  return order.credits.flatMap((credit) => moved(credit, credit.heldMinor - (credit.amountMinor - credit.takenMinor)));
}

/**
 * What a lost dispute takes back: the claw-back of a refund of its amount, first from what it holds, then from what is
 * available; what it holds beyond that is released. A won dispute releases all its holds.
 * @param dispute.holds  what this dispute holds now
 * @see DESIGN §4 "Disputes"
 */
export function planLostDispute(
  order: RefundableOrder,
  earlier: readonly PastRefund[],
  dispute: { readonly amountMinor: bigint; readonly holds: readonly CreditMove[] },
): LostDispute {
  const refund = planRefund(order, earlier, { kind: "dispute", amountMinor: dispute.amountMinor });
  invariant(refund.ok, "a lost dispute has happened");
  const taken = (credit: CreditMove) => amountOf(refund.clawBacks, credit);
  const held = (credit: CreditMove) => amountOf(dispute.holds, credit);
  return {
    refund,
    fromHeld: refund.clawBacks.flatMap((credit) => moved(credit, least(taken(credit), held(credit)))),
    fromAvailable: refund.clawBacks.flatMap((credit) => moved(credit, taken(credit) - held(credit))),
    released: dispute.holds.flatMap((credit) => moved(credit, held(credit) - taken(credit))),
  };
}

/** The move of a part of a credit; none when there is nothing to move. */
function moved({ party, owner, wallet }: CreditMove | PostedCredit, amountMinor: bigint): CreditMove[] {
  return amountMinor > 0n ? [{ party, owner, wallet, amountMinor }] : [];
}

function amountOf(moves: readonly CreditMove[], { party, owner }: CreditMove): bigint {
  return sum(moves.filter((move) => move.party === party && move.owner === owner).map((move) => move.amountMinor));
}

/** `round_half_up(amount x part / whole)`; nothing of a whole that is nothing. */
function share(amountMinor: bigint, partMinor: bigint, wholeMinor: bigint): bigint {
  return wholeMinor === 0n ? 0n : divideHalfUp(amountMinor * partMinor, wholeMinor);
}

/** The amount, but never below nothing and at most `most`. */
function upTo(most: bigint, amount: bigint): bigint {
  return least(amount > 0n ? amount : 0n, most);
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((a, b) => a + b, 0n);
}
