import "server-only";
import type { Distributor } from "@/lib/access/types";
import { readCompany } from "@/lib/company/queries";
import type { Company } from "@/lib/company/types";
import { catchUp } from "@/lib/earnings/commands";
import type { Book } from "@/lib/earnings/types";
import { db } from "@/lib/web/database";
import { signedIn } from "@/lib/web/viewer";

/** A distributor at their desk, with the read models brought up to the ledger. */
export type Desk = { readonly kind: "distributor"; readonly who: Distributor; readonly book: Book; readonly company: Company };

/** Who asks for a distributor's page. Only a distributor sees anything: a visitor is shown the way in, a customer the way to their wallet. */
export async function loadDesk(): Promise<Desk | { readonly kind: "visitor" | "customer" }> {
  const who = await signedIn();
  if (!who) return { kind: "visitor" };
  if (who.role !== "distributor") return { kind: "customer" };
  const company = await readCompany(db());
  const book: Book = { owner: who.id, currency: company.currency, timeZone: company.timeZone };
  await catchUp(db(), book);
  return { kind: "distributor", who, book, company };
}
