import "server-only";
import { walletStream } from "@/components/live/address";
import type { Distributor } from "@/lib/access/types";
import { readCompany } from "@/lib/company/queries";
import type { Company } from "@/lib/company/types";
import { catchUp } from "@/lib/earnings/commands";
import type { Book } from "@/lib/earnings/types";
import type { Wallet } from "@/lib/ledger/types";
import { listWallets } from "@/lib/live/queries";
import { shownAccounts, walletsIn } from "@/lib/live/rules";
import { db } from "@/lib/web/database";
import { signedIn } from "@/lib/web/viewer";

/** Steps of projecting that a page waits for: ten thousand entries since the job came by, a few seconds ago. */
const STEPS = 5;

/** The stream of the distributor's wallets, and what a page was drawn from. */
type Live = { readonly stream: string; readonly drawn: Readonly<Record<string, string>> };

/** A distributor at their desk, with the read models brought up to the ledger. */
export type Desk = { readonly kind: "distributor"; readonly who: Distributor; readonly book: Book; readonly company: Company; readonly earnings: Wallet; readonly live: Live };

/** Who asks for a distributor's page. Only a distributor sees anything: a visitor is shown the way in, a customer the way to their wallet. */
export async function loadDesk(): Promise<Desk | { readonly kind: "visitor" | "customer" }> {
  const who = await signedIn();
  if (!who) return { kind: "visitor" };
  if (who.role !== "distributor") return { kind: "customer" };
  const company = await readCompany(db());
  const book: Book = { owner: who.id, currency: company.currency, timeZone: company.timeZone };
  // Read first: what is projected afterwards holds at least that much.
  const state = (await listWallets(db(), [who.id], company.currency)).get(who.id);
  await catchUp(db(), book, STEPS);
  const drawn = { earnings_available: "0", earnings_held: "0", ...Object.fromEntries(Object.entries(shownAccounts(state)).map(([account, [version]]) => [account, version])) };
  return { kind: "distributor", who, book, company, earnings: walletsIn(state, company.currency).earnings, live: { stream: walletStream(who.id), drawn } };
}
