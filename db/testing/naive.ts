import { deal, halfUp, least, type NaiveCredit, type NaiveMember, type NaiveOrder, type NaivePlan, type NaiveRefund, type NaiveThing, type NaiveWish, positive, sum } from "./naive-types";

/**
 * The money core as one page of arithmetic in memory, for `lib/order/sequences.int.test.ts` to compare the real one with.
 * It shares no code with lib: sums are recounted, remainders are dealt out one by one. DESIGN §2 to §5
 */
export class NaiveShop {
  readonly orders: NaiveOrder[] = [];
  readonly plans: readonly NaivePlan[];
  readonly things: readonly NaiveThing[];
  readonly members: readonly NaiveMember[];

  constructor(shop: Pick<NaiveShop, "plans" | "things" | "members">) {
    this.plans = shop.plans;
    this.things = shop.things;
    this.members = shop.members;
  }

  member(n: number): NaiveMember {
    const found = this.members[n];
    if (!found) throw new Error(`no member ${n}`);
    return found;
  }
  order(n: number): NaiveOrder {
    const found = this.orders[n];
    if (!found) throw new Error(`no order ${n}`);
    return found;
  }
  thing(n: number): NaiveThing {
    const found = this.things[n];
    if (!found) throw new Error(`no thing ${n}`);
    return found;
  }

  // ---- placing

  private upline(from: number | null): number[] {
    return from === null ? [] : [from, ...this.upline(this.member(from).parent)];
  }

  private sponsorOf({ buyer, shop, at }: NaiveWish): number | null {
    const { role, bound, boundUntil, parent } = this.member(buyer);
    if (role === "distributor") return null;
    if (bound !== null && (boundUntil === null || boundUntil > at)) return bound;
    if (shop === null) return null;
    return this.upline(shop).includes(buyer) ? parent : shop;
  }

  /** What a cart's things cost with delivery. */
  totalOf(wants: NaiveWish["wants"]): bigint {
    const goods = sum(wants.map(({ thing, quantity }) => this.thing(thing).price * BigInt(quantity)));
    return goods + (goods >= 6_000n ? 0n : 490n);
  }

  place(wish: NaiveWish): NaiveOrder | "out_of_stock" {
    const { buyer, wants, at } = wish;
    if (wants.some(({ thing, quantity }) => this.thing(thing).onHand - this.thing(thing).reserved < quantity)) return "out_of_stock";
    const total = this.totalOf(wants);
    const goods = wants.map(({ thing, quantity }) => this.thing(thing).price * BigInt(quantity));
    const wallet = this.member(buyer);

    let credit = least(wish.credit, positive(wallet.credit) + positive(wallet.earnings), total);
    if (total - credit > 0n && total - credit < 50n) credit = total - 50n;
    const creditEarnings = credit - least(credit, positive(wallet.credit));

    const plan = [...this.plans].reverse().find(({ from }) => from <= at) ?? this.plans[0];
    if (!plan) throw new Error("no plan");
    const sponsor = this.sponsorOf(wish);
    const stage = wallet.role === "distributor" ? "self" : sponsor === null ? "organic" : this.member(sponsor).role === "distributor" ? "direct" : "viral";
    const chain = this.upline(stage === "self" ? buyer : sponsor).filter((n) => this.member(n).role === "distributor");

    const spent = deal(least(credit, sum(goods)), goods);
    const bases = wants.map(({ thing }, n) => {
      const earning = (goods[n] ?? 0n) - (plan.earnOnCredit ? 0n : (spent[n] ?? 0n));
      return { rate: this.thing(thing).rate ?? plan.rate, base: plan.net ? halfUp(earning * 10_000n, 10_000n + this.thing(thing).vat) : earning };
    });
    const rates = [...new Set(bases.map(({ rate }) => rate))];
    const uncapped = sum(rates.map((rate) => halfUp(sum(bases.filter((b) => b.rate === rate).map((b) => b.base)) * rate, 10_000n)));
    const pool = sum(bases.map((b) => b.base)) < plan.minBase ? 0n : plan.cap === null ? uncapped : least(uncapped, plan.cap);
    const [b, s, d, c] = plan.stages[stage];
    const stays = chain.length === 0 || (stage === "self" && plan.buyerOnly);
    const parts = deal(pool, stays ? [b, s, 0n, c + d] : [b, s, d, c]);

    for (const { thing, quantity } of wants) this.thing(thing).reserved += quantity;
    this.hold(buyer, credit - creditEarnings, creditEarnings);
    const order: NaiveOrder = {
      buyer, sponsor, stage, chain, plan, total, credit, creditEarnings, parts,
      lines: wants.map(({ thing, quantity }, n) => ({ thing, quantity, goods: goods[n] ?? 0n, leftPieces: quantity, leftGoods: goods[n] ?? 0n })),
      shipping: total - sum(goods), status: "placed", payment: null, returned: new Set(), credits: [], refunds: [], dispute: null,
    };
    this.orders.push(order);
    return order;
  }

  private hold(buyer: number, credit: bigint, earnings: bigint): void {
    const wallet = this.member(buyer);
    wallet.credit -= credit;
    wallet.creditHeld += credit;
    wallet.earnings -= earnings;
    wallet.earningsHeld += earnings;
  }

  // ---- settling and ending

  settle(n: number, paid: { readonly payment: string | null; readonly amount: bigint; readonly at: Date }): string {
    const order = this.order(n);
    const { payment, amount } = paid;
    const card = order.total - order.credit;
    if (order.status === "paid") return payment === order.payment ? "already" : payment === null ? "mismatch" : "double";
    if (payment !== null && order.returned.has(payment)) return "returned";
    if (amount !== card || (card > 0n) !== (payment !== null)) return "mismatch";
    if (order.status !== "placed" && !this.revive(order)) {
      if (payment !== null) order.returned.add(payment);
      return "returned";
    }
    order.status = "paid";
    order.payment = payment;
    for (const { thing, quantity } of order.lines) {
      this.thing(thing).onHand -= quantity;
      this.thing(thing).reserved -= quantity;
    }
    const wallet = this.member(order.buyer);
    wallet.creditHeld -= order.credit - order.creditEarnings;
    wallet.earningsHeld -= order.creditEarnings;
    this.bind(order, paid.at);
    this.credit(order);
    return "settled";
  }

  private revive(order: NaiveOrder): boolean {
    const wallet = this.member(order.buyer);
    const fromCredit = order.credit - order.creditEarnings;
    if (order.lines.some(({ thing, quantity }) => this.thing(thing).onHand - this.thing(thing).reserved < quantity)) return false;
    if ((fromCredit > 0n && wallet.credit < fromCredit) || (order.creditEarnings > 0n && wallet.earnings < order.creditEarnings)) return false;
    for (const { thing, quantity } of order.lines) this.thing(thing).reserved += quantity;
    this.hold(order.buyer, fromCredit, order.creditEarnings);
    return true;
  }

  private bind({ buyer, sponsor, stage, plan }: NaiveOrder, at: Date): void {
    const member = this.member(buyer);
    if (sponsor === null || sponsor === buyer || (stage !== "direct" && stage !== "viral")) return;
    if (member.parent === null && this.upline(sponsor).includes(buyer)) return;
    member.parent ??= sponsor;
    if (plan.binding === "per-order" || (member.bound !== null && (member.boundUntil === null || member.boundUntil > at))) return;
    member.bound = sponsor;
    member.boundUntil = plan.binding === "lifetime" ? null : aMonthLater(at);
  }

  private credit(order: NaiveOrder): void {
    const active = (n: number | null | undefined): n is number => n !== null && n !== undefined && this.member(n).status === "active";
    const people = [order.buyer, order.stage === "viral" ? order.sponsor : null, order.chain.find(active)];
    order.credits = people.flatMap((member, party): NaiveCredit[] => {
      const posted = order.parts[party] ?? 0n;
      return active(member) && posted > 0n ? [{ member, wallet: party === 2 ? "earnings" : "credit", posted, taken: 0n, held: 0n }] : [];
    });
    for (const { member, wallet, posted } of order.credits) this.member(member)[wallet] += posted;
  }

  end(n: number, ending: "expired" | "cancelled"): boolean {
    const order = this.order(n);
    if (order.status !== "placed") return false;
    order.status = ending;
    for (const { thing, quantity } of order.lines) this.thing(thing).reserved -= quantity;
    this.hold(order.buyer, -(order.credit - order.creditEarnings), -order.creditEarnings);
    return true;
  }

  // ---- refunds

  left(order: NaiveOrder): { goods: bigint; shipping: bigint } {
    const shipping = sum(order.refunds.filter(({ status }) => status !== "cancelled").map((refund) => refund.shipping));
    return { goods: sum(order.lines.map(({ leftGoods }) => leftGoods)), shipping: order.shipping - shipping };
  }

  /** What the card has paid and nobody has given back or taken. */
  cardLeft(order: NaiveOrder): bigint {
    const gone = order.refunds.filter(({ status }) => status !== "cancelled").map((r) => (r.kind === "dispute" ? sum(r.lines.map((l) => l.goods)) + r.shipping : r.card));
    return order.total - order.credit - sum(gone);
  }

  refundAmount(n: number, kind: "amount" | "shipping" | "provider" | "dispute", amount: bigint): NaiveRefund | null {
    const order = this.order(n);
    const left = this.left(order);
    if (order.status !== "paid" || amount <= 0n || (kind === "shipping" && amount > left.shipping) || (kind === "amount" && amount > left.goods + left.shipping)) return null;
    const goods = kind === "shipping" ? 0n : least(amount, left.goods);
    const lines = deal(goods, order.lines.map(({ leftGoods }) => leftGoods)).flatMap((part, line) => (part > 0n ? [{ line, pieces: 0, goods: part }] : []));
    return this.refund(order, { kind, lines, shipping: least(amount - goods, left.shipping) });
  }

  refundLine(n: number, line: number, pieces: number): NaiveRefund | null {
    const order = this.order(n);
    const found = order.lines[line];
    if (order.status !== "paid" || !found || pieces > found.leftPieces) return null;
    const goods = halfUp(found.leftGoods * BigInt(pieces), BigInt(found.leftPieces));
    return goods === 0n ? null : this.refund(order, { kind: "lines", lines: [{ line, pieces, goods }], shipping: 0n });
  }

  private refund(order: NaiveOrder, asked: Pick<NaiveRefund, "kind" | "lines" | "shipping">): NaiveRefund {
    const past = order.refunds.filter(({ status }) => status !== "cancelled");
    const before = sum(past.map((r) => sum(r.lines.map((l) => l.goods)) + r.shipping));
    const amount = sum(asked.lines.map((l) => l.goods)) + asked.shipping;
    const returned = sum(past.map((r) => r.wallet));
    const returnedEarnings = sum(past.map((r) => r.walletEarnings));
    const ours = asked.kind !== "provider" && asked.kind !== "dispute";
    const wallet = ours ? least(amount, order.credit - returned, positive(halfUp(order.credit * (before + amount), order.total) - returned)) : 0n;
    const toEarnings = order.credit === 0n ? 0n : positive(halfUp(order.creditEarnings * (returned + wallet), order.credit) - returnedEarnings);
    const walletEarnings = ours ? least(wallet, order.creditEarnings - returnedEarnings, toEarnings) : 0n;

    for (const { line, pieces, goods } of asked.lines) {
      const found = order.lines[line];
      if (!found) throw new Error("no line");
      found.leftPieces -= pieces;
      found.leftGoods -= goods;
    }
    const claws = order.credits.map((credit) => this.dueOf(order, credit, this.left(order).goods));
    order.credits.forEach((credit, n) => {
      const claw = claws[n] ?? 0n;
      const fromHeld = asked.kind === "dispute" ? least(claw, credit.held) : 0n;
      this.move(credit, { held: -fromHeld, available: fromHeld - claw });
      credit.taken += claw;
      // A lost dispute gives back what it held too much, a refund what is held beyond what is left.
      const free = asked.kind === "dispute" ? credit.held : positive(credit.held - (credit.posted - credit.taken));
      this.move(credit, { held: -free, available: free });
    });
    const buyer = this.member(order.buyer);
    buyer.credit += wallet - walletEarnings;
    buyer.earnings += walletEarnings;
    const card = asked.kind === "dispute" ? 0n : amount - wallet;
    const refund: NaiveRefund = { ...asked, status: ours && card > 0n ? "accepted" : "done", wallet, walletEarnings, card, claws };
    order.refunds.push(refund);
    return refund;
  }

  /** What is to be taken of a credit when so much of the goods is left. */
  private dueOf(order: NaiveOrder, credit: NaiveCredit, goodsLeft: bigint): bigint {
    const goods = sum(order.lines.map((line) => line.goods));
    return positive(halfUp(credit.posted * (goods - goodsLeft), goods) - credit.taken);
  }

  private move(credit: NaiveCredit, by: { readonly held: bigint; readonly available: bigint }): void {
    const member = this.member(credit.member);
    member[credit.wallet] += by.available;
    if (credit.wallet === "credit") member.creditHeld += by.held;
    else member.earningsHeld += by.held;
    credit.held += by.held;
  }

  /** The mirror of a refund. */
  undo(order: NaiveOrder, refund: NaiveRefund): void {
    refund.status = "cancelled";
    for (const { line, pieces, goods } of refund.lines) {
      const found = order.lines[line];
      if (!found) throw new Error("no line");
      found.leftPieces += pieces;
      found.leftGoods += goods;
    }
    order.credits.forEach((credit, n) => {
      credit.taken -= refund.claws[n] ?? 0n;
      this.member(credit.member)[credit.wallet] += refund.claws[n] ?? 0n;
    });
    const buyer = this.member(order.buyer);
    buyer.credit -= refund.wallet - refund.walletEarnings;
    buyer.earnings -= refund.walletEarnings;
  }

  // ---- disputes

  dispute(n: number, state: "open" | "won" | "lost", amount: bigint): string {
    const order = this.order(n);
    if (order.status !== "paid") return "unknown_payment";
    const before = order.dispute?.state;
    if (before === "won" || before === "lost" || before === state) return "known";
    order.dispute = { amount: order.dispute?.amount ?? amount, state };
    const disputed = order.dispute.amount;
    if (state === "open") {
      const goodsLeft = this.left(order).goods;
      for (const credit of order.credits) {
        const held = least(this.dueOf(order, credit, goodsLeft - least(disputed, goodsLeft)), credit.posted - credit.taken - credit.held);
        this.move(credit, { held, available: -held });
      }
      return "held";
    }
    if (state === "won") {
      for (const credit of order.credits) this.move(credit, { held: -credit.held, available: credit.held });
      return "released";
    }
    this.refundAmount(n, "dispute", disputed);
    return "taken_back";
  }
}

/** On the same day of the next month, and on its last one where it has no such day. */
function aMonthLater(at: Date): Date {
  const [year, next] = [at.getUTCFullYear(), at.getUTCMonth() + 1];
  const lastDay = new Date(Date.UTC(year, next + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, next, Math.min(at.getUTCDate(), lastDay), at.getUTCHours()));
}
