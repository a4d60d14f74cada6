import { randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";

const STEP_S = 30;
/** One step of clocks that differ, in each direction. */
const WINDOW = 1;
const RECOVERY_LETTERS = "23456789bcdfghjkmnpqrstvwxyz";

const totp = (secret: string, about: { readonly issuer: string; readonly label: string }) =>
  new TOTP({ ...about, algorithm: "SHA1", digits: 6, period: STEP_S, secret: Secret.fromBase32(secret) });

/** A fresh secret, as apps take it. */
export function newFactorSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The address behind the QR code that an authenticator app reads. */
export function factorAddress(secret: string, about: { readonly issuer: string; readonly label: string }): string {
  return totp(secret, about).toString();
}

/** The six digits that an app shows at a moment. */
export function codeAt(secret: string, at: Date): string {
  return totp(secret, { issuer: "", label: "" }).generate({ timestamp: at.getTime() });
}

/** The step that six digits are right for at a moment; null when they are wrong. RFC 6238 */
export function stepOf(secret: string, given: { readonly code: string; readonly at: Date }): bigint | null {
  const timestamp = given.at.getTime();
  const delta = totp(secret, { issuer: "", label: "" }).validate({ token: given.code.replaceAll(/\s/g, ""), timestamp, window: WINDOW });
  return delta === null ? null : BigInt(timestamp) / BigInt(STEP_S * 1000) + BigInt(delta);
}

/** Ten codes for the day on which the phone is lost, about 48 bits each. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: 10 }, () => {
    const letters = Array.from(randomBytes(10), (byte) => RECOVERY_LETTERS[byte % RECOVERY_LETTERS.length]).join("");
    return `${letters.slice(0, 5)}-${letters.slice(5)}`;
  });
}

/** A recovery code as it is compared. */
export const normaliseRecovery = (text: string): string => text.trim().toLowerCase().replaceAll(/\s/g, "");
