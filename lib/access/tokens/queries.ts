import "server-only";
import { and, desc, eq, gt, isNull } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { apiTokens } from "@/db/schema/forwarding";
import { hashOf } from "../queries";
import type { TokenRow } from "./types";

const { id, name, scopes, createdAt, expiresAt, lastUsedAt, revokedAt } = apiTokens;
const COLUMNS = { id, name, scopes, createdAt, expiresAt, lastUsedAt, revokedAt };
const LISTED_MAX = 200;

/** The token of a secret; null when there is none, or it is over or revoked. */
export async function findToken(reader: Reader, secret: string, at: Date): Promise<TokenRow | null> {
  const [row] = await reader.select(COLUMNS).from(apiTokens).where(and(eq(apiTokens.tokenHash, hashOf(secret)), gt(expiresAt, at), isNull(revokedAt)));
  return row ?? null;
}

/** Every token, newest first, at most 200. */
export async function listTokens(reader: Reader): Promise<readonly TokenRow[]> {
  return reader.select(COLUMNS).from(apiTokens).orderBy(desc(createdAt)).limit(LISTED_MAX);
}
