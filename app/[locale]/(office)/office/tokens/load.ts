import "server-only";
import { listTokens } from "@/lib/access/tokens/queries";
import type { TokenRow } from "@/lib/access/tokens/types";
import { readCompany } from "@/lib/company/queries";
import { parseId } from "@/lib/kernel/id";
import type { Page } from "@/lib/office/types";
import { db } from "@/lib/web/database";
import { now } from "@/lib/web/time";
import { operatorWith } from "@/lib/web/viewer";

const PAGE = 50;

export type TokensView = { readonly tokens: readonly TokenRow[]; readonly older: TokenRow["id"] | null; readonly timeZone: string; readonly at: Date };

/** A page of the keys of other systems; null for everybody without the right. */
export async function loadTokens(before: string | string[] | undefined): Promise<TokensView | null> {
  if (!(await operatorWith("tokens"))) return null;
  const last = typeof before === "string" ? (parseId("token", before) ?? undefined) : undefined;
  const [{ rows, more }, { timeZone }] = await Promise.all([pageOf(last), readCompany(db())]);
  return { tokens: rows, older: more ? (rows.at(-1)?.id ?? null) : null, timeZone, at: now() };
}

/** The same keys for a file: a way to read them page by page. Null for everybody without the right. */
export async function loadTokensFile() {
  if (!(await operatorWith("tokens"))) return null;
  const { timeZone } = await readCompany(db());
  return { timeZone, at: now(), page: pageOf };
}

async function pageOf(before: TokenRow["id"] | undefined): Promise<Page<TokenRow>> {
  const found = await listTokens(db(), { before, limit: PAGE + 1 });
  return { rows: found.slice(0, PAGE), more: found.length > PAGE };
}

/** Whether a key still opens anything. */
export function stateOf({ revokedAt, expiresAt }: TokenRow, at: Date): "good" | "over" | "revoked" {
  return revokedAt !== null ? "revoked" : expiresAt <= at ? "over" : "good";
}
