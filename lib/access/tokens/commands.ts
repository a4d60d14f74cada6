import "server-only";
import { randomBytes } from "node:crypto";
import { and, eq, isNull, lt, or } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { apiReplies, apiTokens } from "@/db/schema/forwarding";
import { newId } from "@/lib/kernel/id";
import { record } from "@/lib/trail/commands";
import { hashOf } from "../queries";
import type { TokenId, TokenWish } from "./types";

const SECRET_BYTES = 32;
/** The last use is kept to the minute: one write a minute and token, however many calls. */
const USE_MS = 60_000;
const REPLY_KEPT_MS = 24 * 60 * 60_000;

/** Makes a token. The answer holds the only copy of its secret. Written in the trail. */
export async function issueToken(tx: Tx, { name, scopes, expiresAt, by, at }: TokenWish): Promise<{ readonly id: TokenId; readonly secret: string }> {
  const id = newId("token", at.getTime());
  const secret = `cgn_${randomBytes(SECRET_BYTES).toString("base64url")}`;
  await tx.insert(apiTokens).values({ id, name, tokenHash: hashOf(secret), scopes, createdAt: at, createdBy: by, expiresAt });
  await record(tx, { actor: by, action: "token.issued", subject: id, after: { name, scopes, expiresAt }, at });
  return { id, secret };
}

/** Ends a token at once. False when it had ended. Written in the trail. */
export async function revokeToken(tx: Tx, token: TokenId, { by, at }: Pick<TokenWish, "by" | "at">): Promise<boolean> {
  const ended = await tx.update(apiTokens).set({ revokedAt: at }).where(and(eq(apiTokens.id, token), isNull(apiTokens.revokedAt))).returning({ id: apiTokens.id });
  if (ended.length === 0) return false;
  await record(tx, { actor: by, action: "token.revoked", subject: token, at });
  return true;
}

/** Notes that a token was used. */
export async function noteUse(tx: Tx, token: TokenId, at: Date): Promise<void> {
  await tx
    .update(apiTokens)
    .set({ lastUsedAt: at })
    .where(and(eq(apiTokens.id, token), or(isNull(apiTokens.lastUsedAt), lt(apiTokens.lastUsedAt, new Date(at.getTime() - USE_MS)))));
}

export type Reply = { readonly status: number; readonly body: string; readonly problem: boolean };
export type Repeated = { readonly known: "new" } | { readonly known: "same"; readonly reply: Reply } | { readonly known: "other" };

/** What was answered to a key before. `other`: the key came with another request. */
export async function findReply(tx: Tx, key: string, request: string): Promise<Repeated> {
  const [row] = await tx.select().from(apiReplies).where(eq(apiReplies.key, hashOf(key)));
  if (!row) return { known: "new" };
  return row.requestHash === hashOf(request) ? { known: "same", reply: row } : { known: "other" };
}

/** Keeps an answer for a day, in the transaction of its effect or after it. */
export async function keepReply(tx: Tx, { key, request, reply, at }: { key: string; request: string; reply: Reply; at: Date }): Promise<void> {
  await tx.delete(apiReplies).where(lt(apiReplies.createdAt, new Date(at.getTime() - REPLY_KEPT_MS)));
  await tx.insert(apiReplies).values({ key: hashOf(key), requestHash: hashOf(request), ...reply, createdAt: at }).onConflictDoNothing();
}
