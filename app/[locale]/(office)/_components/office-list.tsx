import type { ReactNode } from "react";
import { Filters, queryOf } from "@/components/office/filters";
import { hrefIn, type Standing } from "@/components/shop/shop-link";
import type { Locale } from "@/lib/kernel/locale";
import type { FilteredPage } from "@/lib/office/filters/types";
import { words } from "@/lib/web/words";
import { KeptFilters } from "./kept-filters";
import { ListEnd } from "./list-end";

type Props = Standing & {
  /** The page below `office/`, and by the same name its kept filters and its file. */
  readonly list: FilteredPage;
  readonly locale: Locale;
  /** What the address asks for. */
  readonly asked: Readonly<Record<string, string>>;
  /** The questions of the filter. */
  readonly questions: ReactNode;
  /** Whether there is anything to take out. */
  readonly any: boolean;
  /** What the address needs besides for the rows that follow; null: there are none. */
  readonly next: Readonly<Record<string, string>> | null;
  /** The part of its page where the list stands, when there is more above it. */
  readonly part?: string;
  /** The list's name, on a page that has several. */
  readonly of?: string;
  /** The rows. */
  readonly children: ReactNode;
};

/** A list of the office: its filter, what the reader keeps of it, a page of rows by key, the way on, and all that the filter finds as a file. */
export function OfficeList({ root, list, locale, asked, questions, any, next, part, of, children }: Props) {
  const t = words(locale, "office");
  const [query, hash] = [queryOf(asked), part === undefined ? "" : `#${part}`];
  return (
    <>
      <Filters action={hrefIn(root, `office/${list}${hash}`)} submit={t("list.find")}>{questions}</Filters>
      <KeptFilters page={list} query={query} root={root} locale={locale} />
      {children}
      {any && <ListEnd root={root} locale={locale} of={of} next={next && `office/${list}?${queryOf({ ...asked, ...next })}${hash}`} file={`${list}${query === "" ? "" : `?${query}`}`} />}
    </>
  );
}
