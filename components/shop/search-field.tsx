"use client";

import { type KeyboardEvent, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { INPUT_STYLE } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import type { Suggestions } from "./list";
import { hrefIn, type Standing } from "./shop-link";

export type SearchTexts = Readonly<Record<"label" | "placeholder" | "long" | "go" | "suggestions" | "collection", string>>;

type Props = Standing & {
  readonly text?: string;
  /** On the search page: large, with a button. */
  readonly wide?: boolean;
  readonly texts: SearchTexts;
};

/** A pause in the typing. */
const PAUSE_MS = 120;
const SHORTEST = 2;

/** What is proposed for what stands in the field; the last answer stays until the next is there. Without an answer nothing is proposed. */
function useSuggestions(root: Standing["root"]) {
  const [proposed, setProposed] = useState<Suggestions | null>(null);
  const asking = useRef<{ readonly stop: AbortController; readonly timer: number } | null>(null);
  const ask = (typed: string) => {
    clearTimeout(asking.current?.timer);
    asking.current?.stop.abort();
    const text = typed.trim();
    if (text.length < SHORTEST) {
      setProposed(null);
      return;
    }
    const stop = new AbortController();
    const timer = window.setTimeout(() => {
      fetch(hrefIn(root, `suggest?${new URLSearchParams({ q: text }).toString()}`), { signal: stop.signal })
        .then(async (response) => response.ok && setProposed((await response.json()) as Suggestions))
        .catch(() => undefined);
    }, PAUSE_MS);
    asking.current = { stop, timer };
  };
  return { proposed, ask };
}

/** A search field that helps while somebody types: products and collections, by keys or by touch. A plain form without JavaScript. */
export function SearchField({ root, text = "", wide = false, texts }: Props) {
  const id = useId();
  const { proposed, ask } = useSuggestions(root);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const list = useRef<HTMLDivElement>(null);
  const rows = proposed ? [...proposed.collections, ...proposed.products, ...(proposed.all ? [proposed.all] : [])] : [];
  const shown = open && rows.length > 0;

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Escape" && shown) {
      event.preventDefault();
      setOpen(false);
      setActive(-1);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && rows.length > 0) {
      event.preventDefault();
      setOpen(true);
      // From the field itself (-1) through the rows, and round.
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive(((active + 1 + step + rows.length + 1) % (rows.length + 1)) - 1);
    } else if (event.key === "Enter" && shown && active >= 0) {
      event.preventDefault();
      list.current?.querySelectorAll("a")[active]?.click();
    }
  };
  return (
    <form
      action={hrefIn(root, "search")} role="search" className={`relative ${wide ? "flex gap-3" : ""}`}
      onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || setOpen(false)}
    >
      <div className="relative flex-1">
        <Icon name="search" className={`pointer-events-none absolute left-3.5 size-5 text-muted ${wide ? "top-3.5" : "top-3"}`} />
        <input
          type="search" name="q" defaultValue={text} aria-label={texts.label} placeholder={wide ? texts.long : texts.placeholder} autoComplete="off" enterKeyHint="search"
          role="combobox" aria-autocomplete="list" aria-expanded={shown} aria-controls={`${id}-list`} aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
          onChange={({ target }) => {
            ask(target.value);
            setOpen(true);
            setActive(-1);
          }}
          onFocus={() => setOpen(true)} onKeyDown={onKeyDown}
          className={wide ? `${INPUT_STYLE} pl-11` : "h-11 w-56 rounded-full border border-edge bg-raised pr-4 pl-11 text-base placeholder:text-muted lg:w-64"}
        />
        <div
          ref={list} id={`${id}-list`} role="listbox" aria-label={texts.suggestions} hidden={!shown} onMouseDown={(event) => event.preventDefault()}
          className={`absolute top-full z-40 mt-2 overflow-hidden rounded-2xl border border-line bg-raised py-2 shadow-lift ${wide ? "inset-x-0" : "right-0 w-88"}`}
        >
          {proposed && <Rows id={id} root={root} active={active} proposed={proposed} collection={texts.collection} />}
        </div>
        <p role="status" className="sr-only">{shown ? proposed?.said : ""}</p>
      </div>
      {wide && <Button className="shrink-0">{texts.go}</Button>}
    </form>
  );
}

type RowsProps = Standing & { readonly id: string; readonly active: number; readonly proposed: Suggestions; readonly collection: string };

/** What is proposed: real links, so that a touch, another tab and a screen reader all do what they do. */
function Rows({ id, root, active, proposed: { collections, products, all }, collection }: RowsProps) {
  const option = (n: number, to: string) => ({ id: `${id}-${n}`, role: "option", "aria-selected": n === active, href: hrefIn(root, to), tabIndex: -1, className: ROW });
  return (
    <>
      {collections.map(({ to, title }, n) => (
        <a key={to} {...option(n, to)}><span className="min-w-0 flex-1 truncate">{title}</span><span className="text-sm text-muted">{collection}</span></a>
      ))}
      {products.map(({ to, title, price, picture }, n) => (
        <a key={to} {...option(collections.length + n, to)}>
          {picture === null ? <span className="size-11 shrink-0 rounded-lg bg-sand" /> : <img src={picture} alt="" width={44} height={44} className="size-11 shrink-0 rounded-lg bg-sand object-cover" />}
          <span className="min-w-0 flex-1 truncate">{title}</span><span className="text-sm text-muted tabular-nums">{price}</span>
        </a>
      ))}
      {all && <a {...option(collections.length + products.length, all.to)}><span className="text-accent underline underline-offset-4">{all.text}</span></a>}
    </>
  );
}

const ROW = "flex min-h-12 items-center gap-3 px-4 py-1.5 hover:bg-sand aria-selected:bg-accent-soft";
