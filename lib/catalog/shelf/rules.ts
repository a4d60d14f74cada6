import type { Id } from "@/lib/kernel/id";
import type { ShelfKey, ShelfPage, StockEvent, WalkEnd } from "./types";

type Moved = StockEvent & { readonly id: Id<"movement"> };
type Sold = StockEvent & { readonly id: Id<"line"> };
type Told = { readonly from: ShelfKey; /** By key, the newest first. */ readonly moved: readonly Moved[]; readonly sold: readonly Sold[]; /** Null: the walk met the first line ever. */ readonly end: WalkEnd | null; readonly limit: number };

/**
 * One page of two stories that each go by their own key: at every step the newer of the two that are next. Where the walk along the
 * orders' lines ended before it found another sale, no movement from before its end is told: a sale that is newer may follow.
 */
export function pageOfShelf({ from, moved, sold, end, limit }: Told): ShelfPage {
  const events: StockEvent[] = [];
  let [m, s] = [0, 0];
  while (events.length < limit) {
    const [hand, sale] = [moved[m], sold[s]];
    const byHand = hand !== undefined && (sale === undefined ? end === null || hand.at >= end.at : hand.at >= sale.at);
    const next = byHand ? hand : sale;
    if (next === undefined) break;
    events.push(next);
    if (byHand) m += 1;
    else s += 1;
  }
  const walked = s === sold.length && end !== null ? end.line : (sold[s - 1]?.id ?? from.line);
  const more = m < moved.length || s < sold.length || end !== null;
  return { events: events.sort((a, b) => b.at.getTime() - a.at.getTime()), next: more ? { movement: moved[m - 1]?.id ?? from.movement, line: walked } : null };
}
