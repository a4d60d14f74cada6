import type { Told } from "./told";

/**
 * What the story must come to, worked out by hand from DESIGN §2 and §4. Nothing here is computed.
 *
 * 1. Alice buys for 100.00 through Diane's link: direct, 10.00 + 30.00.
 * 2. Bruno buys for 100.00 through Alice's link: viral, 10.00 + 10.00 + 20.00.
 * 3. Alice buys for 100.00 and pays 15.00 of it with her 20.00 of credit: she is bound to Diane, so direct; the base is
 *    85.00, the pool 34.00, of which a quarter and three quarters: 8.50 + 25.50.
 * 4. Of Bruno's order 33.33 of 100.00 are refunded: 10.00 x 33.33 / 100 = 3.333, so 3.33 each; 20.00 x 33.33 / 100 = 6.666,
 *    so 6.67.
 *
 * Alice: 10.00 + 10.00 - 15.00 + 8.50 - 3.33 = 10.17. Bruno: 10.00 - 3.33 = 6.67. Diane: 30.00 + 20.00 + 25.50 - 6.67 = 68.83.
 */
export const EXPECTED: Told = {
  sales: [
    { sale: "1", buyer: "Alice", stage: "direct", total: "100.00", credit: "0.00", card: "100.00", base: "100.00", paid: { Alice: "10.00", Diane: "30.00" } },
    { sale: "2", buyer: "Bruno", stage: "viral", total: "100.00", credit: "0.00", card: "100.00", base: "100.00", paid: { Bruno: "10.00", Alice: "10.00", Diane: "20.00" } },
    { sale: "3", buyer: "Alice", stage: "direct", total: "100.00", credit: "15.00", card: "85.00", base: "85.00", paid: { Alice: "8.50", Diane: "25.50" } },
  ],
  refunds: [{ sale: "2", amount: "33.33", toCard: "33.33", toWallet: "0.00", takenBack: { Bruno: "3.33", Alice: "3.33", Diane: "6.67" } }],
  wallets: {
    Alice: { credit: "10.17", held: "0.00", earnings: "0.00", onThePage: "10.17" },
    Bruno: { credit: "6.67", held: "0.00", earnings: "0.00", onThePage: "6.67" },
    Diane: { credit: "0.00", held: "0.00", earnings: "68.83", onThePage: "68.83" },
  },
  commission: [
    { kind: "sale.completed", sale: "1", buyer: "Alice", distributor: "Diane", total: "100.00", paidOut: { Alice: "10.00", Diane: "30.00" } },
    { kind: "sale.completed", sale: "2", buyer: "Bruno", distributor: "Diane", total: "100.00", paidOut: { Bruno: "10.00", Alice: "10.00", Diane: "20.00" } },
    { kind: "sale.completed", sale: "3", buyer: "Alice", distributor: "Diane", total: "100.00", paidOut: { Alice: "8.50", Diane: "25.50" } },
    { kind: "sale.refunded", sale: "2", buyer: "Bruno", distributor: "Diane", total: "33.33", paidOut: { Bruno: "3.33", Alice: "3.33", Diane: "6.67" } },
  ],
};
