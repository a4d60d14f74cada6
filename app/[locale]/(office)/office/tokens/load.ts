import "server-only";
import { listTokens } from "@/lib/access/tokens/queries";
import type { TokenRow } from "@/lib/access/tokens/types";
import { readCompany } from "@/lib/company/queries";
import { db } from "@/lib/web/database";
import { now } from "@/lib/web/time";
import { operatorWith } from "@/lib/web/viewer";

export type TokensView = { readonly tokens: readonly TokenRow[]; readonly timeZone: string; readonly at: Date };

/** The keys of other systems; null for everybody without the right. */
export async function loadTokens(): Promise<TokensView | null> {
  if (!(await operatorWith("tokens"))) return null;
  const [tokens, { timeZone }] = await Promise.all([listTokens(db()), readCompany(db())]);
  return { tokens, timeZone, at: now() };
}
