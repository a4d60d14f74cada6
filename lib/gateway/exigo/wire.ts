import { CURRENCIES, type Currency, money, toDecimal } from "../../kernel/money";
import type { Attribution, MemberState, PaidOut, Party, SaleCompleted, SaleLine } from "../commission";
import { type ExigoOrder, ORDER_STATUS, ORDER_TYPE } from "./contract";
import type { ExigoSettings } from "./adapter";

type Fields = Readonly<Record<string, unknown>>;
/** How Exigo knows somebody: by number or by key, never both. */
export type Known = { readonly customerID: number } | { readonly customerKey: string };

/** What four columns of a line, or of a whole sale's item, amount to. Minor units. */
export type Amounts = { readonly price: bigint; readonly taxable: bigint; readonly cv: bigint; readonly bv: bigint };
const NOTHING: Amounts = { price: 0n, taxable: 0n, cv: 0n, bv: 0n };

/** An amount as their JSON has it: a decimal number, exact up to fifteen digits. */
export function decimal(minor: bigint, currency: Currency): number {
  return Number(toDecimal(money(minor, currency)));
}

/** Their decimal number in minor units of our currency. */
export function minorOf(value: number, currency: Currency): bigint {
  return BigInt(Math.round(value * 10 ** CURRENCIES[currency].digits));
}

/** Somebody that Exigo numbered, or gave a key. */
export function knownAs(externalId: string): Known {
  return /^[1-9]\d{0,8}$/.test(externalId) ? { customerID: Number(externalId) } : { customerKey: externalId };
}

/** `enrollerID: 5`, `enrollerKey: "D-77"` and the like. */
export function named(what: "enroller" | "sponsor" | "transferVolumeTo", who: Known | null): Fields {
  if (who === null) return {};
  return "customerID" in who ? { [`${what}ID`]: who.customerID } : { [`${what}Key`]: who.customerKey };
}

/** A sale that is priced and paid already: nothing of it is calculated on their side. */
export function orderOf(sale: SaleCompleted & { readonly id: string }, people: { readonly buyer: Known | null; readonly distributor: Known | null }, settings: ExigoSettings): Fields {
  const { currency } = sale;
  return {
    ...people.buyer,
    ...header(settings, currency, sale.paidAt),
    orderType: ORDER_TYPE.api,
    taxRateOverride: 0,
    shippingAmountOverride: decimal(sale.shippingMinor, currency),
    ...transfer(people.buyer, people.distributor),
    notes: `${sale.number}: prices include VAT`,
    other11: sale.number,
    other12: "sale",
    ...attributed(sale),
    other15: paidOutText(sale.paidOut),
    other16: sale.volumePolicy,
    other17: sale.id,
    details: sale.lines.flatMap((line) => detailsOf(line, currency)),
  };
}

/** A return of so much of each item, and of so much shipping, of an order of theirs. */
export function returnOf(from: ExigoOrder, back: ReturnType<typeof differenceOf>, { settings, currency, at, message }: Told): Fields {
  return {
    customerID: from.customerID,
    ...header(settings, currency, at),
    orderType: ORDER_TYPE.return,
    returnOrderID: from.orderID,
    taxRateOverride: 0,
    shippingAmountOverride: decimal(-back.shipping, currency),
    notes: `${from.other11 ?? ""}: return`,
    other11: from.other11,
    other12: "return",
    other13: from.other13,
    other14: from.other14,
    other17: message,
    details: [...back.items].map(([itemCode, amounts]) => whole(itemCode, -1, { amounts, currency })),
  };
}

type NewOwner = Attribution & { readonly known: Known | null; readonly paidOut: readonly PaidOut[] };

/** What stands of an order, sold anew with another attribution. */
export function soldAnew(from: ExigoOrder, stands: ReturnType<typeof differenceOf>, { to, settings, currency, at, message }: Told & { readonly to: NewOwner }): Fields {
  return {
    customerID: from.customerID,
    ...header(settings, currency, at),
    orderType: ORDER_TYPE.api,
    taxRateOverride: 0,
    shippingAmountOverride: decimal(stands.shipping, currency),
    ...named("transferVolumeTo", to.known),
    notes: `${from.other11 ?? ""}: instead of order ${from.orderID}`,
    other11: from.other11,
    other12: "moved",
    ...attributed(to),
    other15: paidOutText(to.paidOut),
    other16: from.other16,
    other17: message,
    details: [...stands.items].map(([itemCode, amounts]) => whole(itemCode, 1, { amounts, currency })),
  };
}
export type Told = { readonly settings: ExigoSettings; readonly currency: Currency; readonly at: Date; readonly message: string };

/** Somebody that Exigo does not have yet. We hand over no name: the number of their member is theirs. */
export function customerOf(member: Pick<MemberState, "party"> & Partial<MemberState>, { settings, currency, at, above }: { settings: ExigoSettings; currency: Currency | null; at: Date; above: Known | null }): Fields {
  return {
    firstName: "Cagnotte",
    lastName: member.party.member.slice(-8),
    customerType: member.role === "distributor" ? settings.distributorType : settings.customerType,
    customerStatus: settings.statuses[member.status ?? "active"] ?? settings.statuses["active"],
    canLogin: false,
    insertEnrollerTree: above !== null,
    ...named("enroller", above),
    insertUnilevelTree: above !== null,
    ...named("sponsor", above),
    ...(currency ? { currencyCode: currency.toLowerCase() } : {}),
    entryDate: at.toISOString(),
    field1: member.party.member,
  };
}

/** What was paid, through us. */
export function paymentOf(sale: SaleCompleted, settings: ExigoSettings): Fields {
  return { paymentDate: sale.paidAt.toISOString(), amount: decimal(sale.totalMinor, sale.currency), paymentType: settings.paymentType, memo: sale.number };
}

function header(settings: ExigoSettings, currency: Currency, at: Date): Fields {
  const { warehouseId, shipMethodId, priceType } = settings;
  return { orderStatus: ORDER_STATUS.accepted, orderDate: at.toISOString(), currencyCode: currency.toLowerCase(), warehouseID: warehouseId, shipMethodID: shipMethodId, priceType };
}

const nameOf = ({ externalId, member }: Party): string => externalId ?? member;

function attributed({ stage, sharer, distributor }: Attribution): Fields {
  return { other13: sharer ? `${stage} ${nameOf(sharer)}` : stage, other14: distributor ? nameOf(distributor) : "" };
}

/** Volume goes to the distributor of origin, unless it is their own purchase. */
function transfer(buyer: Known | null, distributor: Known | null): Fields {
  return JSON.stringify(buyer) === JSON.stringify(distributor) ? {} : named("transferVolumeTo", distributor);
}

function paidOutText(parts: readonly PaidOut[]): string {
  return parts.map(({ role, party, amount }) => `${role} ${nameOf(party)} ${toDecimal(amount)} ${amount.currency}`).join("; ");
}

/** A line in their terms, each piece with its price. Where an amount does not divide, pieces that cost alike stand together: exact. */
function detailsOf(line: SaleLine, currency: Currency): Fields[] {
  const columns = [line.goodsMinor, line.goodsMinor - line.taxMinor, line.bvMinor, line.cvMinor];
  const pieces = BigInt(line.quantity);
  const cuts = [...new Set([0n, ...columns.map((minor) => minor % pieces), pieces])].sort((a, b) => (a < b ? -1 : 1));
  return cuts.slice(1).map((end, i) => {
    const start = cuts[i] ?? 0n;
    const [price = 0n, taxable = 0n, bv = 0n, cv = 0n] = columns.map((minor) => minor / pieces + (start < minor % pieces ? 1n : 0n));
    return detail(line.sku, Number(end - start), { amounts: { price, taxable, bv, cv }, currency });
  });
}

/** One piece that stands for a whole amount. `sign`: -1 gives it back. */
function whole(itemCode: string, sign: 1 | -1, { amounts, currency }: { amounts: Amounts; currency: Currency }): Fields {
  // Given back more than was sold before means that a return was taken back.
  const turned = amounts.price < 0n ? -1n : 1n;
  const { price, taxable, bv, cv } = amounts;
  return detail(itemCode, sign * Number(turned), { amounts: { price: price * turned, taxable: taxable * turned, bv: bv * turned, cv: cv * turned }, currency });
}

function detail(itemCode: string, quantity: number, { amounts, currency }: { amounts: Amounts; currency: Currency }): Fields {
  return {
    itemCode,
    quantity,
    priceEachOverride: decimal(amounts.price, currency),
    taxableEachOverride: decimal(amounts.taxable, currency),
    businessVolumeEachOverride: decimal(amounts.bv, currency),
    commissionableVolumeEachOverride: decimal(amounts.cv, currency),
  };
}

export type Standing = { readonly items: ReadonlyMap<string, Amounts>; readonly shipping: bigint };

/** What orders of theirs amount to together, by item. Returns count against it. */
export function standingOf(orders: readonly ExigoOrder[], currency: Currency): Standing {
  const items = new Map<string, Amounts>();
  let shipping = 0n;
  for (const order of orders) {
    shipping += minorOf(order.shippingTotal, currency);
    for (const { itemCode, quantity, priceEach, taxableEach, commissionableVolumeEach, businessVolumeEach } of order.details) {
      const of = (each: number) => minorOf(each, currency) * BigInt(Math.round(quantity));
      items.set(itemCode, plus(items.get(itemCode) ?? NOTHING, { price: of(priceEach), taxable: of(taxableEach), cv: of(commissionableVolumeEach), bv: of(businessVolumeEach) }, 1n));
    }
  }
  return { items, shipping };
}

function plus(a: Amounts, b: Amounts, sign: 1n | -1n): Amounts {
  return { price: a.price + sign * b.price, taxable: a.taxable + sign * b.taxable, cv: a.cv + sign * b.cv, bv: a.bv + sign * b.bv };
}

/** What must go back so that `stands` becomes `target`: item by item, without those that are right. */
export function differenceOf(stands: Standing, target: Standing): Standing {
  const items = new Map<string, Amounts>();
  for (const code of new Set([...stands.items.keys(), ...target.items.keys()])) {
    const amounts = plus(stands.items.get(code) ?? NOTHING, target.items.get(code) ?? NOTHING, -1n);
    if (Object.values(amounts).some((minor: bigint) => minor !== 0n)) items.set(code, amounts);
  }
  return { items, shipping: stands.shipping - target.shipping };
}

/** What a sale should amount to after everything that was given back so far. The taxable part follows the price. */
export function afterReturns(sale: Standing, back: { readonly lines: readonly { readonly sku: string; readonly goodsMinor: bigint; readonly cvMinor: bigint; readonly bvMinor: bigint }[]; readonly shippingMinor: bigint }): Standing {
  const items = new Map(sale.items);
  for (const { sku, goodsMinor, cvMinor, bvMinor } of back.lines) {
    const full = sale.items.get(sku) ?? NOTHING;
    const taxable = full.price === 0n ? 0n : (full.taxable * goodsMinor) / full.price;
    items.set(sku, plus(items.get(sku) ?? NOTHING, { price: goodsMinor, taxable, cv: cvMinor, bv: bvMinor }, -1n));
  }
  return { items, shipping: sale.shipping - back.shippingMinor };
}
