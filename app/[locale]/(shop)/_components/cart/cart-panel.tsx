"use client";

import { type SubmitEvent, startTransition, useActionState, useEffect, useOptimistic, useRef, useState } from "react";
import { announceCart, onCartNews } from "@/components/shop/cart-news";
import { refreshPersonal } from "@/components/shop/personal";
import { ShopLink, type Standing } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Locale } from "@/lib/kernel/locale";
import { changeCartAction, changeQuantityAction, loadCartAction } from "../../cart/actions";
import { CartLine } from "./cart-line";
import { CartSum } from "./cart-sum";
import { type CartShown, type CartTexts, type Change, changed, type Removed } from "./shown";

type Props = Standing & {
  readonly locale: Locale;
  readonly texts: CartTexts;
  readonly initial: CartShown | null;
  /** Taken out by the request that led here. */
  readonly removed?: Removed | null;
  /** On a page of its own it has a column for the sum; else everything is in one. */
  readonly wide?: boolean;
};

type State = { readonly cart: CartShown | null; readonly failed: boolean };

/** What a change makes of the cart; without one, the cart is asked for anew. A cart that can't be reached stays as it was shown. */
async function follow(state: State, form: FormData | null): Promise<State> {
  try {
    if (!form) return { cart: (await loadCartAction()).cart, failed: false };
    const cart = await changeCartAction(form);
    announceCart();
    await refreshPersonal();
    return { cart, failed: false };
  } catch {
    return { ...state, failed: form !== null };
  }
}

/**
 * The cart: a change is shown at once and put right when the server has answered; what another tab does appears here; what was taken out
 * can be put back. Every button is a form that works without a script.
 */
export function CartPanel({ root, locale, texts, initial, removed: removedBefore = null, wide = false }: Props) {
  const [state, act, pending] = useActionState<State, FormData | null>(follow, { cart: initial, failed: false });
  const [cart, expect] = useOptimistic(state.cart, changed);
  const [removed, setRemoved] = useState<Removed | null>(removedBefore);
  const undo = useRef<HTMLButtonElement>(null);

  useEffect(() => onCartNews(() => startTransition(() => act(null)), wide), [act, wide]);
  // The button that was pressed is gone with its line: the way back is where the keyboard goes on.
  useEffect(() => {
    if (removed) undo.current?.focus();
  }, [removed]);

  const submit = (event: SubmitEvent<HTMLFormElement>, change: Change, taken: Removed | null) => {
    event.preventDefault();
    const data = new FormData();
    data.set("variant", change.variant);
    data.set("quantity", String(change.quantity));
    setRemoved(taken);
    startTransition(() => {
      expect(change);
      act(data);
    });
  };
  const back = removed && (
    <form action={changeQuantityAction} onSubmit={(event) => submit(event, removed, null)} className="flex min-h-13 flex-wrap items-center justify-between gap-x-4 rounded-xl bg-sand px-4 py-1.5" role="status">
      <input type="hidden" name="variant" value={removed.variant} />
      <input type="hidden" name="quantity" value={removed.quantity} />
      <span>{texts.removed.replace("{title}", removed.title)}</span>
      <button ref={undo} type="submit" className="min-h-10 px-2 font-medium text-accent underline underline-offset-4">{texts.undo}</button>
    </form>
  );
  return (
    <div className={wide ? "grid items-start gap-10 lg:grid-cols-[1fr_22rem] lg:gap-14" : "flex min-h-full flex-col"}>
      <div className={wide ? "" : "flex-1"}>
        {state.failed && <div className="mb-4"><Notice tone="bad" role="alert">{texts.failed}</Notice></div>}
        {back}
        {cart ? (
          <ul className="divide-y divide-line">
            {cart.lines.map((line) => <CartLine key={line.variant} root={root} locale={locale} texts={texts} line={line} currency={cart.currency} submit={submit} />)}
          </ul>
        ) : (
          <div className="py-10 text-center">
            <p className="text-lg">{texts.empty}</p>
            <ShopLink root={root} to="" className={buttonStyle("primary", "mt-5")}>{texts.browse}</ShopLink>
          </div>
        )}
      </div>
      {cart && <CartSum root={root} locale={locale} texts={texts} cart={cart} pending={pending} wide={wide} />}
    </div>
  );
}
