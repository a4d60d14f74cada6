import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { pathIn } from "@/lib/kernel/address";
import type { MemberId } from "@/lib/kernel/id";
import type { Locale } from "@/lib/kernel/locale";
import { environment } from "./env";

/** 144 bits of the signature: out of reach for guessing, short enough for a mail. */
const KEY_BYTES = 18;

/** The key that opens an order's page without signing in. The same for the life of the order. */
export function orderKey(number: string, secret = environment().linkSecret): string {
  return signed(`order:${number}`, secret);
}

/** Whether a key was signed by us for this order. Takes the same time for every wrong key. */
export function opensOrder(number: string, key: string | null | undefined, secret = environment().linkSecret): boolean {
  return isSame(orderKey(number, secret), key);
}

/** The key that opens the withdrawal from an order, and nothing else of it: for whoever knows its number and address. */
export function withdrawalKey(number: string, secret = environment().linkSecret): string {
  return signed(`withdrawal:${number}`, secret);
}

/** Whether a key opens the withdrawal from this order: its own, or that of the order's page. */
export function opensWithdrawal(number: string, key: string | null | undefined, secret = environment().linkSecret): boolean {
  return isSame(withdrawalKey(number, secret), key) || opensOrder(number, key, secret);
}

/** The key that ends or resumes a distributor's weekly letter, and nothing else: for the last line of that letter. */
export function lettersKey(member: MemberId, secret = environment().linkSecret): string {
  return signed(`letters:${member}`, secret);
}

/** Whether a key was signed by us for the letters of this member. */
export function opensLetters(member: MemberId, key: string | null | undefined, secret = environment().linkSecret): boolean {
  return isSame(lettersKey(member, secret), key);
}

function signed(text: string, secret: string): string {
  return createHmac("sha256", secret).update(text).digest().subarray(0, KEY_BYTES).toString("base64url");
}

function isSame(expected: string, key: string | null | undefined): boolean {
  const [ours, given] = [Buffer.from(expected), Buffer.from(key ?? "")];
  return given.length === ours.length && timingSafeEqual(given, ours);
}

/** `/order/<number>?key=...`, or `/en/...`: shows one order, and of the sums only what its buyer received. DESIGN §8 */
export function orderPath(number: string, locale: Locale): string {
  return pathIn({ locale, handle: null }, `/order/${encodeURIComponent(number)}?key=${orderKey(number)}`);
}

/** A whole address for a mail or a provider. */
export function absolute(path: string): string {
  return environment().appUrl + path;
}

/** Where to go after a form, when the browser says it: a path of this shop, else `fallback`. Never another site. */
export function safePath(path: string | null | undefined, fallback: string): string {
  if (!path || !/^\/(?![/\\])[^\\\s]*$/.test(path)) return fallback;
  const there = new URL(path, "http://here.invalid");
  return there.host === "here.invalid" ? there.pathname + there.search : fallback;
}
