import type { PaidOut, ReturnedLine, SaleCompleted, SaleLine, SaleRefunded, VolumePolicy } from "@/lib/gateway/commission";
import { invariant } from "@/lib/kernel/invariant";
import { divideHalfUp, money, spread } from "@/lib/kernel/money";
import type { ReturnedSoFar, Sale, SoldLine } from "./types";

/** The message of a paid sale. @see DESIGN §6 */
export function saleCompleted(sale: Sale, volumePolicy: VolumePolicy): SaleCompleted {
  const { order, number, currency, buyer, stage, sharer, distributor, placedAt, paidAt, shippingMinor, totalMinor, creditMinor } = sale;
  return {
    kind: "sale.completed",
    ...{ order, number, currency, buyer, stage, sharer, distributor, placedAt, paidAt, shippingMinor, totalMinor, creditMinor },
    lines: reportedLines(sale, volumePolicy),
    volumePolicy,
    paidOut: sale.credits,
  };
}

/**
 * The message of a refund: the cumulative proportion of what the sale's message said, line by line, rounded half up,
 * so that a whole return gives back exactly what was sent. @see DESIGN §4, §6
 */
export function saleRefunded(sale: Sale, returned: ReturnedSoFar, volumePolicy: VolumePolicy): SaleRefunded {
  const { order, number, currency, buyer, stage, sharer, distributor } = sale;
  const { refund, refundedAt, goodsMinor, shippingMinor } = returned;
  return {
    kind: "sale.refunded",
    ...{ order, number, currency, buyer, stage, sharer, distributor, refund, refundedAt },
    soFar: {
      goodsMinor,
      ofGoodsMinor: sale.goodsMinor,
      shippingMinor,
      lines: returnedLines(reportedLines(sale, volumePolicy), returned),
      takenBack: takenBack(sale, goodsMinor),
    },
  };
}

/** What each credit has given back in all: credit x goods returned / goods of the order, rounded half up. @see DESIGN §4 */
export function takenBack(sale: Sale, goodsReturnedMinor: bigint): PaidOut[] {
  if (sale.goodsMinor === 0n) return [];
  const back = sale.credits.map(({ role, party, amount }) => ({
    role,
    party,
    amount: money(divideHalfUp(amount.minor * goodsReturnedMinor, sale.goodsMinor), amount.currency),
  }));
  return back.filter(({ amount }) => amount.minor > 0n);
}

/** The lines with their taxes and with volumes as the policy reports them. */
function reportedLines(sale: Sale, policy: VolumePolicy): SaleLine[] {
  const posted = sale.credits.reduce((sum, { amount }) => sum + amount.minor, 0n);
  const cv = volumes(sale.lines.map((line) => line.cvMinor), posted, policy);
  const bv = volumes(sale.lines.map((line) => line.bvMinor), posted, policy);
  const taxes = lineTaxes(sale.lines);
  return sale.lines.map((line, i) => ({ ...line, taxMinor: taxes[i] ?? 0n, cvMinor: cv[i] ?? 0n, bvMinor: bv[i] ?? 0n }));
}

/**
 * The volumes to report: as they are, none, or less the posted pool, which is taken from them by largest remainder
 * and at most until they are used up. @see DESIGN §6
 */
export function volumes(full: readonly bigint[], postedMinor: bigint, policy: VolumePolicy): bigint[] {
  if (policy === "full") return [...full];
  if (policy === "none") return full.map(() => 0n);
  const total = full.reduce((a, b) => a + b, 0n);
  const taken = spread(postedMinor < total ? postedMinor : total, full);
  return full.map((volume, i) => volume - (taken[i] ?? 0n));
}

/** VAT contained in each line: per rate of the lines' sum, rounded half up, spread over the lines. @see DESIGN §5 */
export function lineTaxes(lines: readonly Pick<SoldLine, "goodsMinor" | "taxBps">[]): bigint[] {
  const taxes = lines.map(() => 0n);
  for (const rate of new Set(lines.map(({ taxBps }) => taxBps))) {
    const goods = lines.map((line) => (line.taxBps === rate ? line.goodsMinor : 0n));
    const sum = goods.reduce((a, b) => a + b, 0n);
    const tax = divideHalfUp(sum * BigInt(rate), 10_000n + BigInt(rate));
    spread(tax, goods).forEach((part, i) => (taxes[i] = (taxes[i] ?? 0n) + part));
  }
  return taxes;
}

function returnedLines(lines: readonly SaleLine[], returned: ReturnedSoFar): ReturnedLine[] {
  const named = lines.map((_, i) => returned.byLineMinor[i] ?? 0n);
  const open = lines.map((line, i) => line.goodsMinor - (named[i] ?? 0n));
  const rest = returned.goodsMinor - named.reduce((a, b) => a + b, 0n);
  invariant(rest >= 0n && open.every((minor) => minor >= 0n), "more is returned than was sold");
  const spreadRest = spread(rest, open);
  return lines.flatMap((line, i) => {
    const goodsMinor = (named[i] ?? 0n) + (spreadRest[i] ?? 0n);
    if (goodsMinor === 0n) return [];
    const part = (volume: bigint) => divideHalfUp(volume * goodsMinor, line.goodsMinor);
    return [{ sku: line.sku, goodsMinor, cvMinor: part(line.cvMinor), bvMinor: part(line.bvMinor) }];
  });
}
