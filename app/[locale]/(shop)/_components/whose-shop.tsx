"use client";

import { useEffect, useState } from "react";
import type { Root } from "@/lib/kernel/address";

/** The personal part of a shared page, as `personal` answers it. */
export type Personal = {
  readonly shop: { readonly name: string; readonly status: string; readonly words: string; readonly picture: string | null } | null;
  readonly gone: boolean;
  /** The path of the handle of today, where this one is a former one. */
  readonly moved: string | null;
  readonly cart: number;
};

type Props = { readonly root: Root; readonly texts: { readonly company: string; readonly of: string; readonly gone: string } };

/** Whose shop this is and how full the cart is: fetched after the shared page, into room that is kept for it. */
export function WhoseShop({ root, texts }: Props) {
  const [personal, setPersonal] = useState<Personal | null>(null);
  useEffect(() => {
    const ask = async (): Promise<void> => {
      const answer = await fetch(`${root}personal`, { headers: { accept: "application/json" } });
      if (!answer.ok) return;
      const fresh = (await answer.json()) as Personal;
      // A former handle still works; the address of today replaces it so that it is the one that is shared on.
      if (fresh.moved !== null) {
        location.replace(fresh.moved);
        return;
      }
      setPersonal(fresh);
      for (const count of document.querySelectorAll("[data-cart-count]")) count.textContent = fresh.cart > 0 ? String(fresh.cart) : "";
    };
    const again = (event: PageTransitionEvent): void => {
      if (event.persisted) void ask();
    };
    void ask();
    addEventListener("pageshow", again);
    return () => removeEventListener("pageshow", again);
  }, [root]);

  const shop = personal?.shop;
  return (
    <div className="bg-accent-soft">
      <div className="mx-auto flex h-16 max-w-6xl items-center gap-3 overflow-hidden px-4 text-sm sm:px-6" aria-live="polite">
        {shop ? (
          <>
            {shop.picture && <img src={shop.picture} alt="" width={40} height={40} className="size-10 rounded-full" />}
            <p className="min-w-0">
              <span className="block truncate font-medium">{texts.of.replace("{name}", shop.name)}{shop.status ? ` · ${shop.status}` : ""}</span>
              {shop.words && <span className="block truncate text-muted">{shop.words}</span>}
            </p>
          </>
        ) : (
          <p className="truncate">{personal?.gone ? texts.gone : texts.company}</p>
        )}
      </div>
    </div>
  );
}
