import "server-only";
import { createHmac } from "node:crypto";
import { sealWith, unsealWith } from "@/lib/access/factor/rules";
import { environment } from "./env";

/** A text as a keyed hash: worth nothing without our secret, however short the text is. */
export function keyedHash(text: string): string {
  return createHmac("sha256", environment().authSecret).update(text).digest("base64url");
}

/** What the six digits of a sign-in mail are kept as. */
export const codeHash = (email: string, code: string): string => keyedHash(`code:${email}:${code}`);

/** Encrypts with our secret what we have to read again. */
export const seal = (text: string): string => sealWith(environment().authSecret, text);

/** Reads what `seal` wrote. Throws on anything else, and after a change of the secret. */
export const unseal = (sealed: string): string => unsealWith(environment().authSecret, sealed);
