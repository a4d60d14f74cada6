"use client";

import { useEffect, useRef } from "react";
import { type Currency, formatMoney, money } from "@/lib/kernel/money";
import { later, useLive } from "./live";

type Props = {
  /** The stream's address: `walletStream(member)`. */
  readonly stream: string;
  /** What was drawn: version and minor units by account. Their sum is shown. */
  readonly shown: Readonly<Record<string, readonly [version: string, minor: string]>>;
  readonly currency: Currency;
  readonly locale: string;
};

/** The sum of some accounts, which follows what happens; a change is seen, and read aloud. */
export function LiveSum({ stream, shown, currency, locale }: Props) {
  const state = useLive(stream);
  const accounts = state?.kind === "wallets" ? state.accounts : {};
  const minor = Object.entries(shown).reduce((sum, [account, known]) => sum + BigInt(later(known, accounts[account])[1]), 0n);
  const element = useRef<HTMLSpanElement>(null);
  const before = useRef(minor);
  useEffect(() => {
    if (before.current === minor) return;
    before.current = minor;
    element.current?.animate({ opacity: [0.2, 1], transform: ["translateY(0.15em)", "none"] }, { duration: 450, easing: "ease-out" });
  }, [minor]);
  return <span ref={element} aria-live="polite" className="inline-block">{formatMoney(money(minor, currency), locale)}</span>;
}
