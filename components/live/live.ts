"use client";

import { useCallback, useSyncExternalStore } from "react";
import type { Currency } from "@/lib/kernel/money";
import { follow } from "./browser";

/** What a stream tells. Amounts are minor units, versions count an account's entries; both as texts. */
export type LiveState =
  | { readonly kind: "wallets"; readonly currency: Currency; readonly accounts: Readonly<Record<string, readonly [version: string, minor: string]>> }
  | { readonly kind: "order"; readonly status: string; readonly received: string; readonly currency: Currency };

type Store = { state: LiveState | null; over: boolean; readonly listeners: Set<() => void>; stop: (() => void) | null };
const stores = new Map<string, Store>();

function storeOf(url: string): Store {
  const store = stores.get(url) ?? { state: null, over: false, listeners: new Set<() => void>(), stop: null };
  stores.set(url, store);
  return store;
}

function begin(url: string, store: Store): void {
  store.stop ??= follow(url, (event) => {
    if (event.name === "over") store.over = true;
    else if (event.name === "state") store.state = JSON.parse(event.data) as LiveState;
    else return;
    for (const listener of store.listeners) listener();
  });
}

function subscribe(url: string, listener: () => void): () => void {
  const store = storeOf(url);
  store.listeners.add(listener);
  begin(url, store);
  // A page that lies in the browser's cache of pages holds no lock and no connection.
  const hide = (): void => {
    store.stop?.();
    store.stop = null;
  };
  const show = (event: PageTransitionEvent): void => {
    if (event.persisted) begin(url, store);
  };
  addEventListener("pagehide", hide);
  addEventListener("pageshow", show);
  return () => {
    removeEventListener("pagehide", hide);
    removeEventListener("pageshow", show);
    store.listeners.delete(listener);
    if (store.listeners.size > 0) return;
    hide();
    stores.delete(url);
  };
}

function useStore<Part>(url: string | null, read: (store: Store | undefined) => Part): Part {
  // The same function as long as the address is the same: another one would be a new stream with each drawing.
  const listen = useCallback((listener: () => void) => (url === null ? () => undefined : subscribe(url, listener)), [url]);
  return useSyncExternalStore(listen, () => read(url === null ? undefined : stores.get(url)), () => read(undefined));
}

/** The newest state of a stream; null until it has said something, which it does not when the page is up to date. */
export function useLive(url: string | null): LiveState | null {
  return useStore(url, (store) => store?.state ?? null);
}

/** Whether a stream has ended for good: whoever opened it is signed out. */
export function useOver(url: string | null): boolean {
  return useStore(url, (store) => store?.over ?? false);
}

/** Of two states of an account the later one: a page drops what it has already. */
export function later(shown: readonly [version: string, minor: string], told: readonly [version: string, minor: string] | undefined): readonly [version: string, minor: string] {
  return told && BigInt(told[0]) > BigInt(shown[0]) ? told : shown;
}
