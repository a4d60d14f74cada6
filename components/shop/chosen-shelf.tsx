"use client";

import { type MouseEvent, useEffect, useState, useSyncExternalStore } from "react";
import { buttonStyle } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { FacetFields } from "./facet-fields";
import type { ShownList } from "./list";
import { Pages } from "./pages";
import { ProductCard, SHELF_STYLE } from "./product-card";
import { hrefIn, type Standing } from "./shop-link";

const SORTS = ["ours", "cheap", "dear", "name"] as const;
/** Seen without scrolling on a wide screen. */
const FIRST = 4;

export type ChoosingTexts = Readonly<Record<
  "products" | "filter" | "show" | "apply" | "clear" | "remove" | "sort" | (typeof SORTS)[number] | "none" | "all" | "failed" | "again" | "pages" | "page" | "previous" | "next",
  string
>>;

type Props = Standing & {
  /** What the page itself demands, and its address does not say: `in=savons` on a collection's page; "" where the address says everything. */
  readonly fixed: string;
  /** What the list below was made for, besides that. */
  readonly query: string;
  readonly list: ShownList;
  readonly texts: ChoosingTexts;
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

/** The address is the only memory: it can be shared, and Back undoes. */
function write(query: string): void {
  history.pushState(null, "", query === "" ? location.pathname : `?${query}`);
  dispatchEvent(new Event(CHANGED));
}

const joined = (...queries: readonly string[]): string => queries.filter(Boolean).join("&");

/** The words of a search stay when everything else is given up. */
function onlyWords(query: string): string {
  const words = new URLSearchParams(query).get("q");
  return words === null ? "" : new URLSearchParams({ q: words }).toString();
}

type Answer = { readonly query: string; readonly list: ShownList | null };

/** The list for the query in the address: the one that the page came with, then what the shop answers. `list` is null after a failure. */
function useList({ root, fixed, query: first, list }: Props) {
  const query = useSyncExternalStore(subscribe, () => location.search.slice(1), () => first);
  const [asRendered] = useState({ query: fixed === "" ? null : "", list });
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [tries, setTries] = useState(0);
  // What the address said when the page came is what it was rendered for; a collection's page is always rendered bare.
  const [start] = useState(() => (typeof location === "undefined" ? first : location.search.slice(1)));
  const rendered = asRendered.query ?? start;
  const known = answer?.query === query ? answer : query === rendered ? { query, list } : null;
  useEffect(() => {
    if (known?.list) return;
    const asking = new AbortController();
    fetch(hrefIn(root, `shelf?${joined(fixed, query)}`), { signal: asking.signal })
      .then(async (response) => setAnswer({ query, list: response.ok ? ((await response.json()) as ShownList) : null }))
      .catch(() => asking.signal.aborted || setAnswer({ query, list: null }));
    return () => asking.abort();
    // One question for each query and each new try.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [query, tries]);
  const failed = known !== null && known.list === null;
  return { query, shown: known?.list ?? answer?.list ?? list, waiting: known === null, failed, again: () => setTries(tries + 1) };
}

/** The address with one thing changed, and what follows a link to it in place. A change begins again at the first page. */
function useWays({ root, fixed }: Props, query: string) {
  const change = (edit: (next: URLSearchParams) => void): string => {
    const next = new URLSearchParams(query);
    next.delete("page");
    edit(next);
    return next.toString();
  };
  return {
    change,
    toggle: (name: string, value: string): string => change((next) => (next.has(name, value) ? next.delete(name, value) : next.append(name, value))),
    /** For a link: another tab and a browser without JavaScript go to the search page. */
    linkTo: (next: string) => ({
      href: hrefIn(root, `search?${joined(fixed, next)}`),
      onClick: (event: MouseEvent) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        write(next);
        document.getElementById("list")?.scrollIntoView({ block: "start" });
      },
    }),
  };
}

/**
 * A list of products that its visitor narrows, orders and turns the pages of. Without JavaScript its form and its links lead to the search
 * page, which does the same; with it the list changes in place, and the address with it.
 */
export function ChosenShelf(props: Props) {
  const { root, fixed, texts } = props;
  const { query, shown, waiting, failed, again } = useList(props);
  const { change, toggle, linkTo } = useWays(props, query);
  const wanted = new URLSearchParams(query);
  const isChosen = (name: string, value: string): boolean => wanted.getAll(name).includes(value);
  const chosen = shown.facets.flatMap(({ values }) => values).filter(({ name, value }) => isChosen(name, value));
  const everything = linkTo(onlyWords(query));
  const [open, setOpen] = useState(false);
  return (
    <div id="list" className="mt-8 scroll-mt-32 lg:grid lg:grid-cols-[13rem_1fr] lg:items-start lg:gap-x-10">
      <div className="mb-5 flex flex-wrap items-center gap-x-4 gap-y-3 lg:col-start-2">
        {shown.facets.length > 0 && <FilterButton open={open} count={chosen.length} text={texts.filter} toggle={() => setOpen(!open)} />}
        <p className="order-last w-full text-muted lg:order-none lg:mr-auto lg:w-auto" role="status">{shown.said}</p>
        <SortBy sort={wanted.get("sort") ?? "ours"} texts={texts} choose={(sort) => write(change((next) => (sort === "ours" ? next.delete("sort") : next.set("sort", sort))))} />
      </div>
      <form id="choice" action={hrefIn(root, "search")} className="lg:sticky lg:top-36 lg:col-start-1 lg:row-span-2 lg:row-start-1">
        <Kept query={fixed} /><Kept query={onlyWords(query)} />
        <div id="facets" className={`facets ${open ? "facets-open" : ""}`}>
          <FacetFields facets={shown.facets} isChosen={isChosen} toggle={(name, value) => write(toggle(name, value))} />
          <button type="button" onClick={() => setOpen(false)} className={`needs-script lg:hidden ${buttonStyle("primary", "mt-2 mb-6 w-full")}`}>{texts.show}</button>
        </div>
        <button className={`without-script ${buttonStyle("quiet", "mt-2 mb-6")}`}>{texts.apply}</button>
      </form>
      <section aria-label={texts.products} aria-busy={waiting} className="lg:col-start-2">
        <h2 className="sr-only">{texts.products}</h2>
        {chosen.length > 0 && (
          <ul className="mb-5 flex flex-wrap gap-2">
            {chosen.map(({ name, value, text }) => (
              <li key={`${name}=${value}`}>
                <a {...linkTo(toggle(name, value))} aria-label={texts.remove.replace("{text}", text)} className="inline-flex min-h-9 items-center gap-1.5 rounded-full bg-accent-soft pr-2.5 pl-3.5 text-sm text-accent-strong">{text}<Icon name="close" className="size-4" /></a>
              </li>
            ))}
            <li><a {...everything} className="inline-flex min-h-9 items-center px-1.5 text-sm underline underline-offset-4">{texts.clear}</a></li>
          </ul>
        )}
        {shown.note !== null && <p className="mb-5 rounded-2xl bg-sand px-4 py-3 text-sm">{shown.note}</p>}
        {failed && <p role="alert" className="mb-5 rounded-2xl bg-danger-soft px-4 py-3 text-sm text-danger">{texts.failed} <button type="button" onClick={again} className="min-h-9 font-medium underline underline-offset-4">{texts.again}</button></p>}
        {shown.tiles.length > 0 ? (
          <ul className={`${SHELF_STYLE} transition-opacity ${waiting ? "opacity-50" : ""}`}>
            {shown.tiles.map((tile, n) => <li key={tile.to}><ProductCard tile={tile} root={root} first={n < FIRST} /></li>)}
          </ul>
        ) : (
          <div className="rounded-3xl bg-sand px-6 py-14 text-center"><p>{texts.none}</p><a {...everything} className={buttonStyle("quiet", "mt-5")}>{texts.all}</a></div>
        )}
        <Pages page={shown.page} pages={shown.pages} texts={texts} linkTo={(page) => linkTo(change((next) => page > 1 && next.set("page", page.toString())))} />
      </section>
    </div>
  );
}

type FilterProps = { readonly open: boolean; readonly count: number; readonly text: string; readonly toggle: () => void };

/** On a phone the boxes open at a touch; on a wide screen they stand beside the list. */
function FilterButton({ open, count, text, toggle }: FilterProps) {
  return (
    <button type="button" aria-expanded={open} aria-controls="facets" onClick={toggle} className="needs-script mr-auto inline-flex min-h-11 items-center gap-2 rounded-full border border-edge px-4 text-sm lg:hidden">
      <Icon name="filter" />{text}{count > 0 && <span className="rounded-full bg-accent px-2 text-xs leading-5 font-semibold text-paper">{count}</span>}
    </button>
  );
}

type SortProps = { readonly sort: string; readonly texts: ChoosingTexts; readonly choose: (sort: string) => void };

/** Belongs to the form of the boxes, wherever it stands. */
function SortBy({ sort, texts, choose }: SortProps) {
  return (
    <label className="inline-flex items-center gap-2 text-sm text-muted">
      <span className="max-sm:sr-only">{texts.sort}</span>
      <select name="sort" form="choice" value={sort} onChange={({ target }) => choose(target.value)} className="min-h-11 rounded-full border border-edge bg-raised px-4 text-base text-ink">
        {SORTS.map((name) => <option key={name} value={name}>{texts[name]}</option>)}
      </select>
    </label>
  );
}

/** What the form says along with its boxes. */
function Kept({ query }: { readonly query: string }) {
  return [...new URLSearchParams(query)].map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}
