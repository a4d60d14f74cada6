import "server-only";
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from "node:crypto";
import { environment } from "./env";

/** A text as a keyed hash: worth nothing without our secret, however short the text is. */
export function keyedHash(text: string): string {
  return createHmac("sha256", environment().authSecret).update(text).digest("base64url");
}

/** What the six digits of a sign-in mail are kept as. */
export const codeHash = (email: string, code: string): string => keyedHash(`code:${email}:${code}`);

const ALGORITHM = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const sealingKey = (): Buffer => createHash("sha256").update(`seal:${environment().authSecret}`).digest();

/** Encrypts what we have to read again, for a row of the database. */
export function seal(text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, sealingKey(), nonce);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
}

/** Reads what `seal` wrote. Throws on anything else, and after a change of the secret. */
export function unseal(sealed: string): string {
  const bytes = Buffer.from(sealed, "base64url");
  const decipher = createDecipheriv(ALGORITHM, sealingKey(), bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8");
}
