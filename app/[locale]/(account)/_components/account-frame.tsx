import type { ReactNode } from "react";
import type { Standing } from "@/components/shop/shop-link";
import type { Locale } from "@/lib/kernel/locale";
import { ShopFrame } from "../../(shop)/_components/shop-frame";

type Props = Standing & { readonly locale: Locale; readonly here: string; readonly title: string; readonly lead: string; readonly children: ReactNode };

/** A page of the account that asks one thing: a title, a sentence, and what to do. */
export function AccountFrame({ title, lead, children, ...shop }: Props) {
  return (
    <ShopFrame {...shop}>
      <div className="mx-auto max-w-lg px-4 py-12 sm:px-6 sm:py-20">
        <h1 className="font-display text-title">{title}</h1>
        <p className="mt-3 mb-8 text-lg text-muted">{lead}</p>
        {children}
      </div>
    </ShopFrame>
  );
}
