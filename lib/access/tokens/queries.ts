import "server-only";
import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { apiTokens } from "@/db/schema/forwarding";
import { hashOf } from "../queries";
import type { TokenRow } from "./types";

const { id, name, scopes, createdAt, expiresAt, lastUsedAt, revokedAt } = apiTokens;
const COLUMNS = { id, name, scopes, createdAt, expiresAt, lastUsedAt, revokedAt };
const LISTED_MAX = 200;

/** Where a page of tokens begins, and how long it is. */
type Page = { readonly before?: TokenRow["id"] | undefined; readonly limit: number };

/** The token of a secret; null when there is none, or it is over or revoked. */
export async function findToken(reader: Reader, secret: string, at: Date): Promise<TokenRow | null> {
  const [row] = await reader.select(COLUMNS).from(apiTokens).where(and(eq(apiTokens.tokenHash, hashOf(secret)), gt(expiresAt, at), isNull(revokedAt)));
  return row ?? null;
}

/** A page of tokens by key, newest first; by itself the newest 200. */
export async function listTokens(reader: Reader, { before, limit }: Page = { limit: LISTED_MAX }): Promise<readonly TokenRow[]> {
  const older = before && sql`(${createdAt}, ${id}) < (select last.created_at, last.id from ${apiTokens} last where last.id = ${sql.param(before, id)})`;
  return reader.select(COLUMNS).from(apiTokens).where(older).orderBy(desc(createdAt), desc(id)).limit(limit);
}
