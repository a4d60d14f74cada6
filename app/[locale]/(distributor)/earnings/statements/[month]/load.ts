import "server-only";
import { MonthInput } from "@/lib/earnings/input";
import { listMonths, listMovements } from "@/lib/earnings/queries";
import type { Book, MonthSums, MovementLine } from "@/lib/earnings/types";
import { db } from "@/lib/web/database";
import { loadDesk } from "../../../load";

/** A month's sums; null for a month without a statement, or no month at all. */
export async function loadMonth(book: Book, asked: string): Promise<MonthSums | null> {
  const month = MonthInput.safeParse(asked);
  if (!month.success) return null;
  return (await listMonths(db(), book)).find((one) => one.month === month.data) ?? null;
}

/** What a file of a month is made from; null for who is no distributor, and for a month without a statement. */
export async function loadFile(params: Promise<{ readonly month: string }>) {
  const desk = await loadDesk();
  const sums = desk.kind === "distributor" ? await loadMonth(desk.book, (await params).month) : null;
  return desk.kind === "distributor" && sums ? { desk, sums } : null;
}

const BATCH = 500;
const BATCHES_MAX = 2_000;

/** All movements of a month, oldest first, as they are read. */
export async function* movementsOf(book: Book, month: string): AsyncGenerator<MovementLine> {
  let after: string | null = null;
  for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
    const lines = await listMovements(db(), book, { month, after, limit: BATCH });
    yield* lines;
    after = lines.at(-1)?.transaction ?? null;
    if (lines.length < BATCH) return;
  }
}
