"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useLive, useOver } from "./live";

type Props = {
  readonly stream: string;
  /** What the page was drawn from: versions by account, or an order's status. */
  readonly drawn: Readonly<Record<string, string>> | string;
};

/** Several changes in a row are one new drawing. */
const PATIENCE_MS = 250;

/** Has the page drawn anew by the server when the stream is past what it was drawn from: the lines of a statement, an order's state. */
export function LiveRefresh({ stream, drawn }: Props) {
  const router = useRouter();
  const [state, over] = [useLive(stream), useOver(stream)];
  const past = state !== null && (state.kind === "order" ? state.status !== drawn : typeof drawn !== "string" && Object.entries(drawn).some(([account, version]) => BigInt(state.accounts[account]?.[0] ?? 0) > BigInt(version)));
  // Whoever is signed out sees what a visitor sees.
  useEffect(() => {
    if (over) router.refresh();
  }, [over, router]);
  const asked = useRef<unknown>(null);
  useEffect(() => {
    if (!past || asked.current === state) return;
    const refresh = (): void => {
      asked.current = state;
      router.refresh();
    };
    // The framework answers a page that it can't fetch with the browser's own page of errors: without a network we wait for one.
    const timer = setTimeout(() => (navigator.onLine ? refresh() : addEventListener("online", refresh, { once: true })), state.kind === "order" ? 0 : PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      removeEventListener("online", refresh);
    };
  }, [past, state, router]);
  return null;
}
