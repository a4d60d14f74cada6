import "server-only";
import type { ChoosingTexts } from "@/components/shop/chosen-shelf";
import type { SearchTexts } from "@/components/shop/search-field";
import type { Locale } from "@/lib/kernel/locale";
import { words } from "@/lib/web/words";

/** The words of a search field. */
export function searchTexts(locale: Locale): SearchTexts {
  const t = words(locale, "shop");
  return { label: t("frame.searchLabel"), placeholder: t("frame.search"), long: t("search.lead"), go: t("search.go"), suggestions: t("list.suggestions"), collection: t("list.collection") };
}

/** The words around a list that can be narrowed. */
export function choosingTexts(locale: Locale): ChoosingTexts {
  const t = words(locale, "shop");
  return {
    products: t("list.products"), filter: t("list.filter"), show: t("list.show"), apply: t("list.apply"), clear: t("list.clear"), remove: t.raw("list.remove") as string,
    sort: t("list.sort"), ours: t("list.ours"), cheap: t("list.cheap"), dear: t("list.dear"), name: t("list.name"),
    none: t("list.none"), all: t("list.showAll"), failed: t("list.failed"), again: t("list.again"),
    pages: t("list.pages"), page: t.raw("list.page") as string, previous: t("list.previous"), next: t("list.next"),
  };
}
