import { CART_DAYS } from "@/lib/cart/types";

/**
 * How long the house keeps what it need not keep for ever, in days; the legal page says the same, from here. Invoices are
 * accounts of the company and stay ten years (French Code de commerce, L. 123-22); ledger, trail, outbox, pay-outs and what the commission
 * system is told hold ids and amounts, and no person.
 * @see DESIGN §9
 */
export const KEPT_DAYS = {
  /** Carts that nobody touches, with the checkout's form as it was left. */
  carts: CART_DAYS,
  /** Who received a parcel and where, and who withdrew: as long as either side may go to court (Code civil, article 2224). */
  contacts: 5 * 365,
  /** Decided applications: why somebody wanted to become a distributor. */
  applications: 2 * 365,
  /** Bank files with a payment that nobody has said the end of; the others are emptied at once. No transfer can be recalled later (SCT rulebook, EPC125-05). */
  bankFiles: 395,
  /** News under the bell. */
  notices: 395,
  /** Answers kept for machines that ask twice. */
  replies: 3,
} as const;

/** The moment before which something that is kept for some days is over. */
export function overSince(days: number, at: Date): Date {
  return new Date(at.getTime() - days * 86_400_000);
}
