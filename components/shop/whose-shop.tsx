"use client";

import { useState } from "react";
import type { Standing } from "./shop-link";
import { EmptyShelf, Shelf } from "./product-card";
import { usePersonal } from "./personal";

type Texts<Name extends string> = { readonly texts: Readonly<Record<Name, string>> };

const named = (text: string, name: string): string => text.replace("{name}", name);

function Portrait({ picture, size }: { readonly picture: string; readonly size: "small" | "large" }) {
  return <img src={picture} alt="" width={64} height={64} className={`shrink-0 rounded-full object-cover ${size === "small" ? "size-7" : "size-16 sm:size-20"}`} />;
}

/** Whose shop it is, on every page: a line of fixed height that says the company's until the answer is there. */
export function WhoseLine({ texts }: Texts<"shopOf" | "company" | "closed" | "unknown">) {
  const personal = usePersonal();
  const shop = personal?.shop;
  return (
    <div className="bg-accent-soft text-accent-strong">
      <p className="mx-auto flex h-11 max-w-6xl items-center justify-center gap-2.5 px-4 text-center text-sm sm:px-6" role="status">
        {personal?.notice && <span className="line-clamp-2 text-[0.8125rem] leading-tight">{texts[personal.notice]}</span>}
        {shop && (
          <>
            {shop.picture !== null && <Portrait picture={shop.picture} size="small" />}
            <span className="truncate font-medium">{named(texts.shopOf, shop.name)}</span>
            {shop.status !== "" && <span className="rounded-full border border-current px-2 text-xs leading-5">{shop.status}</span>}
          </>
        )}
        {!personal && <span className="in-member-shop h-4 w-40 animate-breathe rounded bg-accent/25" aria-hidden="true" />}
        {!shop && !personal?.notice && <span className="in-company-shop line-clamp-2 text-[0.8125rem] leading-tight text-balance sm:text-sm">{texts.company}</span>}
      </p>
    </div>
  );
}

/** Longer words are cut until somebody wants them all: the room for them is kept before they arrive. */
const CUT_FROM = 180;

/** The member's words on the front page. Its room is there from the first paint, and only below a member's address. */
export function Welcome({ texts }: Texts<"hello" | "more" | "closed" | "unknown">) {
  const { shop, notice } = usePersonal() ?? {};
  const [whole, setWhole] = useState(false);
  const cut = shop !== undefined && shop !== null && shop.words.length > CUT_FROM && !whole;
  return (
    <section className="in-member-shop mx-auto max-w-6xl px-4 pt-6 sm:px-6 sm:pt-8">
      <div className={`flex items-center gap-4 sm:gap-6 ${whole ? "min-h-48 sm:min-h-32" : "h-48 overflow-hidden sm:h-32"}`}>
        {shop ? (
          <>
            {shop.picture !== null && <Portrait picture={shop.picture} size="large" />}
            <div className="min-w-0">
              <p className="font-display text-2xl leading-tight sm:text-3xl">{named(texts.hello, shop.name)}</p>
              {shop.words !== "" && <p className={`mt-1.5 max-w-2xl ${whole ? "" : cut ? "line-clamp-2 sm:line-clamp-1" : "line-clamp-3 sm:line-clamp-2"}`}>{shop.words}</p>}
              {cut && <button type="button" onClick={() => setWhole(true)} className="min-h-7 text-sm text-accent underline underline-offset-4">{texts.more}</button>}
              <p className="mt-1 line-clamp-2 text-sm text-muted">{shop.standing}</p>
            </div>
          </>
        ) : notice ? (
          <p className="max-w-2xl font-display text-xl sm:text-2xl" aria-hidden="true">{texts[notice]}</p>
        ) : (
          <>
            <span className="size-16 shrink-0 animate-breathe rounded-full bg-line sm:size-20" />
            <span className="h-20 w-full max-w-md animate-breathe rounded-xl bg-line" />
          </>
        )}
      </div>
    </section>
  );
}

/** The member's favourite products on the front page, before everything else. */
export function Favourites({ root, texts }: Standing & Texts<"favourites">) {
  const personal = usePersonal();
  const { shop, favourites = [] } = personal ?? {};
  if (personal && (!shop || favourites.length === 0)) return null;
  return (
    <section className="in-member-shop mx-auto max-w-6xl px-4 pt-14 sm:px-6" aria-labelledby="favourites">
      <h2 id="favourites" className="min-h-[1.2em] text-heading">{shop ? named(texts.favourites, shop.name) : "\u00a0"}</h2>
      <div className="mt-6 min-h-64">{shop ? <Shelf tiles={favourites} root={root} /> : <EmptyShelf />}</div>
    </section>
  );
}

/** How many things are in the cart, on its button. */
export function CartCount() {
  const count = usePersonal()?.cart ?? 0;
  return (
    <span aria-live="polite" className={`absolute top-0.5 right-0 min-w-5 rounded-full bg-accent px-1 text-center text-xs leading-5 font-semibold text-paper tabular-nums ${count > 0 ? "" : "hidden"}`}>
      {count > 99 ? "99+" : count}
    </span>
  );
}
