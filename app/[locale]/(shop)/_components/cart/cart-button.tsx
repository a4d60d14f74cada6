"use client";

import { lazy, type MouseEvent, type ReactNode, Suspense, useRef, useState } from "react";
import { ShopLink, type Standing } from "@/components/shop/shop-link";
import { Icon } from "@/components/ui/icon";
import { isPlain } from "@/components/ui/press";
import type { Locale } from "@/lib/kernel/locale";
import { loadCartAction } from "../../cart/actions";

const CartPanel = lazy(() => import("./cart-panel").then((module) => ({ default: module.CartPanel })));

type Texts = Readonly<Record<"title" | "loading" | "close" | "failed", string>>;
type Props = Standing & { readonly locale: Locale; readonly className: string; readonly texts: Texts; readonly children: ReactNode };

/** The way to the cart: a link, and where there is a script a drawer over the page, so that nobody loses their place. */
export function CartButton({ root, locale, className, texts, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [loaded, setLoaded] = useState<Awaited<ReturnType<typeof loadCartAction>> | null>(null);
  const [failed, setFailed] = useState(false);
  const open = (event: MouseEvent) => {
    if (!isPlain(event)) return;
    event.preventDefault();
    setFailed(false);
    dialog.current?.showModal();
    loadCartAction().then(setLoaded, () => setFailed(true));
  };
  const close = () => dialog.current?.close();
  return (
    <>
      <ShopLink root={root} to="cart" className={className} onClick={open}>{children}</ShopLink>
      <dialog
        ref={dialog} aria-labelledby="cart-drawer" onClick={(event) => event.target === event.currentTarget && close()} onClose={() => setLoaded(null)}
        className="fixed inset-y-0 right-0 left-auto m-0 h-dvh max-h-none w-full max-w-md flex-col bg-paper text-ink shadow-lift backdrop:bg-ink/40 open:flex"
      >
        <div className="flex h-16 shrink-0 items-center justify-between border-b border-line pr-3 pl-5">
          <h2 id="cart-drawer" className="text-xl">{texts.title}</h2>
          <button type="button" aria-label={texts.close} onClick={close} className="grid size-11 place-items-center rounded-full hover:bg-sand"><Icon name="close" className="size-6" /></button>
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5">
          {failed && <p role="alert" className="py-8 text-danger">{texts.failed}</p>}
          {!failed && !loaded && <p role="status" className="py-8 text-muted">{texts.loading}</p>}
          {loaded && <Suspense fallback={<p role="status" className="py-8 text-muted">{texts.loading}</p>}><CartPanel root={root} locale={locale} texts={loaded.texts} initial={loaded.cart} /></Suspense>}
        </div>
      </dialog>
    </>
  );
}
