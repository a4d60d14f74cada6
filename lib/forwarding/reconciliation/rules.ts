import type { BookedSale } from "@/lib/gateway/commission";
import type { Comparison, Day, Difference, OurSale, Side } from "./types";

/**
 * Compares both sides of a window, sale by sale and day by day. Each sale has one difference at most, the gravest: missing,
 * double, another amount, another distributor. A sale that is still under way is counted and not compared.
 * @see DESIGN §6
 */
export function compare(ours: readonly OurSale[], theirs: readonly BookedSale[]): Comparison {
  const booked = Map.groupBy(theirs, ({ number }) => number);
  const known = new Set(ours.map(({ number }) => number));
  const settled = ours.filter(({ underWay }) => !underWay);
  const differences = settled.flatMap((sale) => differenceOf(sale, booked.get(sale.number) ?? []));
  const strange = [...booked].filter(([number]) => !known.has(number)).map(([number, all]): Difference => ({ kind: "unknown", number, order: null, ours: null, theirs: sideOf(all) }));
  return { compared: settled.length, underWay: ours.length - settled.length, days: daysOf(ours, theirs), differences: [...differences, ...strange] };
}

function differenceOf(sale: OurSale, all: readonly BookedSale[]): Difference[] {
  const [first] = all;
  const kind = !first ? "missing" : all.length > 1 ? "double" : sale.totalMinor !== first.totalMinor || sale.returnedMinor !== first.returnedMinor ? "other_amount" : isTheirs(sale, first) ? null : "other_distributor";
  return kind === null ? [] : [{ kind, number: sale.number, order: sale.order, ours: ourSide(sale), theirs: first ? sideOf(all) : null }];
}

/** By the company's id where there is one, for that is what they count by; else by ours. */
function isTheirs({ distributor }: OurSale, booked: BookedSale): boolean {
  if (distributor === null) return booked.distributor.member === null && booked.distributor.externalId === null;
  return distributor.externalId === null ? booked.distributor.member === distributor.member : booked.distributor.externalId === distributor.externalId;
}

function ourSide({ totalMinor, returnedMinor, distributor }: OurSale): Side {
  return { totalMinor: totalMinor.toString(), returnedMinor: returnedMinor.toString(), distributor: distributor?.externalId ?? distributor?.member ?? null, times: 1 };
}

function sideOf(all: readonly BookedSale[]): Side | null {
  const [first] = all;
  if (!first) return null;
  const { totalMinor, returnedMinor, distributor } = first;
  return { totalMinor: totalMinor.toString(), returnedMinor: returnedMinor.toString(), distributor: distributor.externalId ?? distributor.member, times: all.length };
}

function daysOf(ours: readonly OurSale[], theirs: readonly BookedSale[]): Day[] {
  const [here, there] = [Map.groupBy(ours, ({ day }) => day), Map.groupBy(theirs, ({ at }) => at.toISOString().slice(0, 10))];
  const sum = (list: readonly { readonly totalMinor: bigint }[]): string => list.reduce((total, { totalMinor }) => total + totalMinor, 0n).toString();
  return [...new Set([...here.keys(), ...there.keys()])].sort().map((day) => {
    const [mine, yours] = [here.get(day) ?? [], there.get(day) ?? []];
    return { day, ours: mine.length, theirs: yours.length, oursMinor: sum(mine), theirsMinor: sum(yours) };
  });
}
