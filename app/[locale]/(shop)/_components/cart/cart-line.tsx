"use client";

import type { SubmitEvent } from "react";
import { Picture } from "@/components/shop/picture";
import { ShopLink, type Standing } from "@/components/shop/shop-link";
import type { Locale } from "@/lib/kernel/locale";
import { type Currency, formatMoney, money } from "@/lib/kernel/money";
import { changeQuantityAction } from "../../cart/actions";
import type { CartTexts, Change, Removed, ShownLine } from "./shown";

type Props = Standing & {
  readonly locale: Locale;
  readonly texts: CartTexts;
  readonly line: ShownLine;
  readonly currency: Currency;
  readonly submit: (event: SubmitEvent<HTMLFormElement>, change: Change, taken: Removed | null) => void;
};

const STEP = "grid size-11 place-items-center rounded-full text-xl hover:bg-sand disabled:opacity-40";

/** A thing in the cart: what it is, what it costs, how many, and the way out. */
export function CartLine({ root, locale, texts, line, currency, submit }: Props) {
  const { variant, title, choice, quantity, most, unitMinor } = line;
  const say = (minor: bigint): string => formatMoney(money(minor, currency), locale);
  const taken = { variant, quantity, title };
  const set = (event: SubmitEvent<HTMLFormElement>, wanted: number) => submit(event, { variant, quantity: wanted }, wanted === 0 ? taken : null);
  const label = texts.quantityOf.replace("{title}", title);
  return (
    <li className="flex gap-4 py-5">
      <div className="size-22 shrink-0 overflow-hidden rounded-xl bg-line sm:size-26">{line.picture && <Picture picture={line.picture} sizes="104px" className="size-full object-cover" />}</div>
      <div className="min-w-0 flex-1">
        <div className="flex justify-between gap-4">
          <ShopLink root={root} to={line.to} className="font-medium underline-offset-4 hover:underline">{title}</ShopLink>
          <p className="font-medium whitespace-nowrap tabular-nums">{say(unitMinor * BigInt(quantity))}</p>
        </div>
        <p className="text-sm text-muted">{[choice, quantity > 1 ? `${quantity} × ${say(unitMinor)}` : ""].filter(Boolean).join(" · ")}</p>
        {line.changed && <p className="mt-1 text-sm" role="status">{line.changed}</p>}
        {line.trouble && <p className="mt-1 text-sm text-danger" role="alert">{line.trouble}</p>}
        <div className="mt-2 flex items-center justify-between gap-2">
          <form
            action={changeQuantityAction} className="inline-flex min-h-11 items-center rounded-full border border-edge bg-raised"
            onSubmit={(event) => {
              const data = new FormData(event.currentTarget);
              const step = Number(event.nativeEvent.submitter?.getAttribute("value") ?? 0);
              const wanted = Math.trunc(Number(data.get("quantity"))) + step;
              set(event, wanted < 0 || !Number.isFinite(wanted) ? 0 : wanted > most ? Math.max(most, 1) : wanted);
            }}
          >
            <input type="hidden" name="variant" value={variant} />
            <input type="hidden" name="was" value={quantity} />
            <button type="submit" className="hidden px-3 text-sm underline underline-offset-4 noscript:inline-block">{texts.update}</button>
            <button type="submit" name="step" value="-1" aria-label={`${texts.less} : ${title}`} className={STEP}>−</button>
            <input
              key={quantity} name="quantity" type="number" inputMode="numeric" min={0} max={most > 0 ? most : 1} defaultValue={quantity} aria-label={label}
              onBlur={(event) => Number(event.target.value) !== quantity && event.target.form?.requestSubmit()}
              className="w-9 appearance-none bg-transparent text-center text-base tabular-nums [-moz-appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none"
            />
            <button type="submit" name="step" value="1" aria-label={`${texts.more} : ${title}`} disabled={quantity >= most} className={STEP}>+</button>
          </form>
          <form action={changeQuantityAction} onSubmit={(event) => set(event, 0)}>
            <input type="hidden" name="variant" value={variant} />
            <input type="hidden" name="was" value={quantity} />
            <input type="hidden" name="quantity" value="0" />
            <button type="submit" className="min-h-11 px-2 text-sm text-muted underline underline-offset-4 hover:text-ink" aria-label={texts.removeOf.replace("{title}", title)}>{texts.remove}</button>
          </form>
        </div>
      </div>
    </li>
  );
}
