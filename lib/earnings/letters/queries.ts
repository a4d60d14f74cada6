import "server-only";
import { eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { earningLetters } from "@/db/schema/earnings";
import type { MemberId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { findWallets } from "@/lib/ledger/queries";
import { listGoals, readEarned, readShared } from "../queries";
import { shift } from "../rules";
import type { Book } from "../types";
import type { WeekNews } from "./types";

/** Whether a distributor wants the weekly letter: yes, until they say no. */
export async function wantsLetters(reader: Reader, owner: MemberId): Promise<boolean> {
  const [row] = await reader.select({ wanted: earningLetters.wanted }).from(earningLetters).where(eq(earningLetters.ownerId, owner));
  return row?.wanted ?? true;
}

/** What to tell of a week. Null after two weeks in which nothing moved: a letter without news is none. */
export async function findWeekNews(reader: Reader, book: Book, week: string): Promise<WeekNews | null> {
  const start = `${week}T00:00:00`;
  const [earned, before] = await Promise.all([readEarned(reader, book, { period: "week", start }), readEarned(reader, book, { period: "week", start: shift("week", start, -1) })]);
  if ([earned, before].every(({ orders, takenBack }) => orders === 0 && takenBack.minor === 0n)) return null;
  const [shared, goals, wallets] = await Promise.all([readShared(reader, book, { period: "week", start }), listGoals(reader, book), findWallets(reader, book.owner, book.currency)]);
  return {
    week, earned, before, shared: { orders: shared.orders, amount: money(shared.minor, book.currency) },
    available: wallets.earnings.available, goal: goals.find(({ period }) => period === "week") ?? null,
  };
}
