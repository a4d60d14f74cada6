"use client";

import { type ReactNode, useSyncExternalStore } from "react";
import { SHELF_STYLE } from "./product-card";

const SORTS = ["ours", "cheap", "dear", "name"] as const;
const FACETS = ["inStock", "reduced"] as const;
type Sort = (typeof SORTS)[number];
type Facet = (typeof FACETS)[number];

/** A card with what it can be sorted and chosen by. */
export type SortableItem = { readonly key: string; readonly title: string; readonly minor: bigint; readonly card: ReactNode } & Readonly<Record<Facet, boolean>>;

type Props = {
  readonly items: readonly SortableItem[];
  readonly locale: string;
  readonly texts: Readonly<Record<"products" | "sort" | "none" | "all" | Sort | Facet, string>>;
};

const CHANGED = "cagnotte:query";

function subscribe(listener: () => void): () => void {
  addEventListener("popstate", listener);
  addEventListener(CHANGED, listener);
  return () => {
    removeEventListener("popstate", listener);
    removeEventListener(CHANGED, listener);
  };
}

/** The address is the only memory: it can be shared, and Back undoes. A shared page never sees a query, so the browser sorts. */
function write(query: URLSearchParams): void {
  const text = query.toString();
  history.pushState(null, "", text === "" ? location.pathname : `?${text}`);
  dispatchEvent(new Event(CHANGED));
}

/** A shelf that its visitor can sort and narrow; the query says how. */
export function SortedShelf({ items, locale, texts }: Props) {
  const search = useSyncExternalStore(subscribe, () => location.search, () => "");
  const query = new URLSearchParams(search);
  const sort = SORTS.find((name) => name === query.get("sort")) ?? "ours";
  const facets = FACETS.filter((facet) => query.has(facet));
  const shown = sorted(items, sort, locale).filter((item) => facets.every((facet) => item[facet]));

  const change = (name: string, value: string | null): void => {
    const next = new URLSearchParams(search);
    if (value === null) next.delete(name);
    else next.set(name, value);
    write(next);
  };
  return (
    <>
      <div className="needs-script mt-8 mb-6 flex flex-wrap items-center gap-2">
        {FACETS.filter((facet) => items.some((item) => item[facet]) && !items.every((item) => item[facet])).map((facet) => (
          <label key={facet} className="inline-flex min-h-11 items-center rounded-full border border-edge px-4 text-sm transition-colors has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
            <input type="checkbox" className="sr-only" checked={facets.includes(facet)} onChange={(event) => change(facet, event.target.checked ? "1" : null)} />
            {texts[facet]}
          </label>
        ))}
        <label className="ml-auto inline-flex items-center gap-2 text-sm text-muted">
          {texts.sort}
          <select value={sort} onChange={(event) => change("sort", event.target.value === "ours" ? null : event.target.value)} className="min-h-11 rounded-full border border-edge bg-raised px-4 text-base text-ink">
            {SORTS.map((name) => <option key={name} value={name}>{texts[name]}</option>)}
          </select>
        </label>
      </div>
      <h2 className="sr-only">{texts.products}</h2>
      {shown.length > 0 ? (
        <ul className={SHELF_STYLE}>{shown.map(({ key, card }) => <li key={key}>{card}</li>)}</ul>
      ) : (
        <p className="py-16 text-center" role="status">
          {texts.none} <button type="button" className="min-h-11 underline underline-offset-4" onClick={() => write(new URLSearchParams())}>{texts.all}</button>
        </p>
      )}
    </>
  );
}

function sorted(items: readonly SortableItem[], sort: Sort, locale: string): readonly SortableItem[] {
  if (sort === "ours") return items;
  if (sort === "name") return items.toSorted((a, b) => a.title.localeCompare(b.title, locale));
  const sign = sort === "cheap" ? 1 : -1;
  return items.toSorted((a, b) => sign * (a.minor < b.minor ? -1 : a.minor > b.minor ? 1 : 0));
}
