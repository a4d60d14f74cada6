"use client";

import { useState } from "react";
import { ShopLink, type Standing } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";

type Props = Standing & {
  /** The last success; a new object each time. */
  readonly outcome: object | null;
  readonly title: string;
  readonly texts: Readonly<Record<"added" | "toCart" | "close", string>>;
};

/** Says that it is in the cart, above the page, so that nothing moves. */
export function Added({ root, outcome, title, texts }: Props) {
  const [closed, setClosed] = useState<object | null>(null);
  const open = outcome !== null && outcome !== closed;
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-0 z-40 flex justify-center p-4 sm:justify-end sm:p-6">
      {open && (
        <div className="pointer-events-auto flex w-full max-w-md items-center gap-2 rounded-2xl border border-line bg-raised py-3 pr-2 pl-4 shadow-lift">
          <Icon name="check" className="size-6 shrink-0 text-accent" />
          <p className="min-w-0 flex-1 text-sm"><span className="block truncate font-medium">{texts.added}</span><span className="block truncate text-muted">{title}</span></p>
          <ShopLink root={root} to="cart" className={buttonStyle("plain", "shrink-0 text-sm")}>{texts.toCart}</ShopLink>
          <button type="button" aria-label={texts.close} onClick={() => setClosed(outcome)} className="grid size-11 shrink-0 place-items-center rounded-full hover:bg-sand"><Icon name="close" /></button>
        </div>
      )}
    </div>
  );
}
