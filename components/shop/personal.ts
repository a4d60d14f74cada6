"use client";

import { useSyncExternalStore } from "react";
import { onCartNews } from "./cart-news";
import type { ProductTile } from "./product-card";

/** Who looks, as far as the figures on a page depend on it. */
export type ShownStage = "direct" | "viral" | "organic" | "self";

/** The personal part of a shared page: one answer a page view, for this browser only. DESIGN §7 */
export type Personal = {
  /** Whose shop it is; null: the company's. */
  readonly shop: {
    /** A distributor's first and last name, a customer's first name. */
    readonly name: string;
    /** A sentence that says what they are: name, status, company. */
    readonly standing: string;
    /** For example "VDI"; "" for a customer. */
    readonly status: string;
    readonly words: string;
    readonly picture: string | null;
  } | null;
  /** Why a handle shows the company's shop. */
  readonly notice: "closed" | "unknown" | null;
  /** The handle of today, where the address has a former one. */
  readonly moved: string | null;
  readonly stage: ShownStage;
  /** What this browser answered about remembering the shop. */
  readonly consent: "accepted" | "refused" | "unasked";
  /** Who is signed in, and how much news they have not read; null for a visitor. */
  readonly me: { readonly member: string; readonly handle: string; readonly unread: number } | null;
  /** Things in the cart. */
  readonly cart: number;
  /** The member's choice; on the front page only. */
  readonly favourites: readonly ProductTile[];
};

declare global {
  interface Window {
    /** Begun by `PersonalStart` before the page is drawn. */
    cagnotte?: {
      readonly from: string;
      first: Promise<unknown> | undefined;
      /** Another tab has changed the cart since. */
      readonly news?: boolean;
    };
  }
}

let known: Personal | undefined;
let asking = false;
const listeners = new Set<() => void>();

/** Asks again, for example after the cart was filled. Without an answer the page stays as it is. */
export async function refreshPersonal(): Promise<void> {
  const start = window.cagnotte;
  if (!start) return;
  const first = start.first;
  start.first = undefined;
  const answer = (await (first ?? fetch(start.from).then((response) => (response.ok ? response.json() : null)).catch(() => null))) as Personal | null;
  if (answer) take(answer);
}

function take(answer: Personal): void {
  // A shared page is the same for every handle, so only the browser can lead to the handle of today.
  if (answer.moved !== null) {
    location.replace(location.href.replace(/^(https?:\/\/[^/]+(?:\/en(?=\/))?)\/[^/?#]+/, `$1/${answer.moved}`));
    return;
  }
  known = answer;
  document.documentElement.dataset["stage"] = answer.stage;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!asking) {
    asking = true;
    void refreshPersonal();
    // Back and Forward bring the page as it was left.
    addEventListener("pageshow", (event) => event.persisted && void refreshPersonal());
    onCartNews(() => void refreshPersonal(), true);
  }
  return () => listeners.delete(listener);
}

/** The personal part; undefined until it has arrived. */
export function usePersonal(): Personal | undefined {
  return useSyncExternalStore(subscribe, () => known, () => undefined);
}
