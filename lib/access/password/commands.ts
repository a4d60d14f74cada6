import "server-only";
import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { and, eq, ne } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { sessions } from "@/db/schema/access";
import { passwords } from "@/db/schema/sign-in";
import type { MemberId } from "@/lib/kernel/id";
import type { SessionHash } from "../types";

const derive = promisify(argon2);

/** RFC 9106's second choice is 64 MiB; OWASP's first for shared servers is 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;
const SALT_BYTES = 16;
const HEAD = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$`;

const b64 = (bytes: Buffer): string => bytes.toString("base64").replace(/=+$/, "");

/** A password as it is kept, in the usual notation. Takes a moment, on purpose; call it outside a transaction. */
export async function hashPassword(text: string, salt: Buffer = randomBytes(SALT_BYTES)): Promise<string> {
  const tag = await derive("argon2id", { message: text.normalize("NFC"), nonce: salt, ...COST });
  return `${HEAD}${b64(salt)}$${b64(tag)}`;
}

/** Nobody's password: checked where there is none, so that the answer takes as long. */
const NOBODY = `${HEAD}${b64(Buffer.alloc(SALT_BYTES))}$${b64(Buffer.alloc(COST.tagLength))}`;

/** Whether a text is the password behind a hash. Takes the same time without a hash. */
export async function isPassword(text: string, hash: string | null): Promise<boolean> {
  const kept = hash ?? NOBODY;
  const salt = Buffer.from(kept.split("$")[4] ?? "", "base64");
  const again = Buffer.from(await hashPassword(text, salt));
  return timingSafeEqual(again, Buffer.from(kept.padEnd(again.length).slice(0, again.length))) && hash !== null;
}

/** Keeps a member's password, in place of an earlier one; every other browser of theirs is signed out. */
export async function setPassword(tx: Tx, change: { readonly member: MemberId; readonly hash: string; readonly session: SessionHash; readonly at: Date }): Promise<void> {
  const { member, hash, session, at } = change;
  await tx.insert(passwords).values({ memberId: member, hash, changedAt: at }).onConflictDoUpdate({ target: passwords.memberId, set: { hash, changedAt: at } });
  await tx.delete(sessions).where(and(eq(sessions.memberId, member), ne(sessions.tokenHash, session)));
}

/** Forgets a member's password: links and codes still open their account. */
export async function removePassword(tx: Tx, member: MemberId): Promise<void> {
  await tx.delete(passwords).where(eq(passwords.memberId, member));
}
