import type { bookedSaleSchema, WireMessage } from "../../gateway/signed-json/contract";
import type { z } from "zod";
import type { Received } from "./received";

type Booked = z.input<typeof bookedSaleSchema>;
type Of<K> = Extract<WireMessage, { kind: K }>;
const PAGE = 1_000;

/** The list that a shop reconciles with: the sales of a window, each with what became of it. The cursor is a position. */
export function listBooked(all: readonly Received[], query: URLSearchParams): { status: number; body: unknown } {
  const { from = "", to = "", cursor = "0" } = Object.fromEntries(query);
  const returned = new Map<string, Of<"sale.refunded">>();
  const moved = new Map<string, Of<"sale.reattributed">>();
  for (const { message } of all) {
    if (message.kind === "sale.refunded") returned.set(message.orderNumber, message);
    if (message.kind === "sale.reattributed") moved.set(message.orderNumber, message);
  }
  const sales = all.flatMap(({ message, reference }): Booked[] => {
    if (message.kind !== "sale.completed" || message.paidAt < from || message.paidAt >= to) return [];
    const { orderNumber, paidAt, currency, totalMinor } = message;
    const soFar = returned.get(orderNumber)?.soFar;
    const returnedMinor = soFar ? soFar.returnedMinor + soFar.shippingMinor : 0;
    const move = moved.get(orderNumber);
    return [{ orderNumber, reference, paidAt, currency, totalMinor, returnedMinor, distributor: move ? move.to.distributor : message.distributor }];
  });
  const start = Number(cursor);
  const next = start + PAGE < sales.length ? String(start + PAGE) : null;
  return { status: 200, body: { sales: sales.slice(start, start + PAGE), next } };
}
