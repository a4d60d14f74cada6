import type { ShareReason } from "../types";

/** A part in one line: what of, and how much of that. `exact` is false where lines have rates of their own, or the pool was cut. */
export type PartInShort = { readonly baseMinor: bigint; readonly rateBps: bigint; readonly exact: boolean };

/** The short form of a chain of reasons; null for a chain without a base. Rates are rounded half up to a basis point. */
export function inShort(reasons: readonly ShareReason[], amountMinor: bigint): PartInShort | null {
  const base = reasons.find((reason) => reason.step === "base");
  if (!base || base.baseMinor <= 0n) return null;
  const part = reasons.find((reason) => reason.step === "part");
  const rates = reasons.filter((reason) => reason.step === "rate");
  const cut = reasons.some(({ step }) => step === "cap" || step === "min_base");
  const [only] = rates;
  if (part && only && rates.length === 1 && !cut) return { baseMinor: base.baseMinor, rateBps: (BigInt(only.rateBps) * BigInt(part.partBps)) / BigInt(part.ofBps), exact: (BigInt(only.rateBps) * BigInt(part.partBps)) % BigInt(part.ofBps) === 0n };
  return { baseMinor: base.baseMinor, rateBps: (amountMinor * 20_000n + base.baseMinor) / (base.baseMinor * 2n), exact: false };
}
