import "server-only";
import { filterOf, SaleQuery } from "@/lib/earnings/input";
import { listLabels } from "@/lib/earnings/links/queries";
import { listPeople, listSales } from "@/lib/earnings/queries";
import type { EarnedSale, Person } from "@/lib/earnings/types";
import type { MemberId } from "@/lib/kernel/id";
import { db } from "@/lib/web/database";
import type { Desk } from "../../load";

const PAGE = 25;

export type SalesView = {
  readonly query: SaleQuery;
  readonly sales: readonly EarnedSale[];
  readonly labels: ReadonlyMap<string, string>;
  /** Whom the list is narrowed to, by name. */
  readonly buyer: Person | null;
  readonly sharer: Person | null;
  /** The last order of this page, when there are more. */
  readonly next: string | null;
};

/** A page of the sales that the address asks for. */
export async function loadSales({ book }: Desk, address: Readonly<Record<string, string | string[] | undefined>>): Promise<SalesView> {
  const query = SaleQuery.parse(address);
  const [found, labels, people] = await Promise.all([
    listSales(db(), book, { filter: filterOf(query, book.timeZone), after: query.after ?? null, limit: PAGE + 1 }),
    listLabels(db(), book.owner),
    listPeople(db(), [query.buyer ?? null, query.sharer ?? null]),
  ]);
  const sales = found.slice(0, PAGE);
  const whom = (id: MemberId | undefined): Person | null => (id === undefined ? null : (people.get(id) ?? null));
  return { query, sales, labels, buyer: whom(query.buyer), sharer: whom(query.sharer), next: found.length > PAGE ? (sales.at(-1)?.order ?? null) : null };
}
