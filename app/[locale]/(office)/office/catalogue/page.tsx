import type { Metadata } from "next";
import { BulkBar } from "@/components/office/bulk-bar";
import { FilterSearch, FilterSelect } from "@/components/office/filters";
import { type Column, Table } from "@/components/office/table";
import { ShopLink } from "@/components/shop/shop-link";
import { Badge } from "@/components/ui/badge";
import { buttonStyle } from "@/components/ui/button";
import { PRODUCT_STATES } from "@/lib/catalog/types";
import { rootAt } from "@/lib/kernel/address";
import { type Locale, localized } from "@/lib/kernel/locale";
import { formatMoney, money } from "@/lib/kernel/money";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { OfficeFrame } from "../../_components/office-frame";
import { OfficeList } from "../../_components/office-list";
import { statusesAction, undoStatusesAction } from "./actions";
import { type CatalogueView, loadCatalogue } from "./load";

export const instant = false;

const root = rootAt(2);

type Props = {
  readonly params: Promise<{ readonly locale: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officeCatalogue")("title"), robots: { index: false } };
}

export default async function CataloguePage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const view = await loadCatalogue(await searchParams);
  return (
    <OfficeFrame locale={locale} root={root} page="catalogue" here="office/catalogue" title={words(locale, "officeCatalogue")("title")}>
      {view && <Catalogue view={view} locale={locale} />}
    </OfficeFrame>
  );
}

function Catalogue({ view, locale }: { readonly view: CatalogueView; readonly locale: Locale }) {
  const t = words(locale, "officeCatalogue");
  return (
    <>
      <p className="mt-5 flex flex-wrap gap-3">
        <ShopLink root={root} to="office/new-product" className={buttonStyle("primary", "min-h-11 px-6 py-2")}>{t("newProduct")}</ShopLink>
        <ShopLink root={root} to="office/collections" className={buttonStyle("quiet", "min-h-11 px-5 py-2")}>{t("collections.title")}</ShopLink>
        <ShopLink root={root} to="office/imports" className={buttonStyle("quiet", "min-h-11 px-5 py-2")}>{t("import")}</ShopLink>
      </p>
      <OfficeList
        root={root} list="catalogue" locale={locale} asked={{ q: view.asked.search, status: view.asked.status }}
        any={view.rows.length > 0} next={view.next === null ? null : { after: view.next }}
        questions={<>
          <FilterSearch name="q" label={t("search")} hint={t("searchHint")} value={view.asked.search} />
          <FilterSelect name="status" label={t("status")} value={view.asked.status} choices={[{ value: "", label: t("all") }, ...PRODUCT_STATES.map((value) => ({ value, label: t(`states.${value}`) }))]} />
        </>}
      >
        <Table label={t("title")} columns={columnsOf(locale)} rows={view.rows} keyOf={({ id }) => id} empty={view.asked.search === "" ? t("none") : t("nothingFound", { search: view.asked.search })} />
        {view.rows.length > 0 && (
          <BulkBar
            id="bulk" action={statusesAction} undo={undoStatusesAction} choices={PRODUCT_STATES.map((value) => ({ value, label: t(`bulk.to.${value}`) }))}
            texts={{ label: t("bulk.label"), apply: t("bulk.apply"), undo: t("bulk.undo"), all: t("bulk.all"), refusals: { none_marked: t("bulk.noneMarked"), not_allowed: t("refusals.not_allowed"), failed: t("refusals.failed") } }}
          />
        )}
      </OfficeList>
    </>
  );
}

function columnsOf(locale: Locale): readonly Column<CatalogueView["rows"][number]>[] {
  const t = words(locale, "officeCatalogue");
  const state = (status: CatalogueView["rows"][number]["status"]) => <Badge tone={status === "active" ? "accent" : "plain"}>{t(`states.${status}`)}</Badge>;
  return [
    { key: "pick", head: t("bulk.pick"), cell: ({ id, title }) => <label className="-m-3 inline-flex size-11 items-center justify-center"><input type="checkbox" name={`pick:${id}`} form="bulk" aria-label={t("bulk.pickOne", { title: localized(title, locale) })} className="size-5 shrink-0 accent-accent" /></label> },
    {
      key: "title", head: t("product"),
      cell: ({ slug, title, variants, status }) => (
        <>
          <ShopLink root={root} to={`office/catalogue/${slug}`} className="inline-flex min-h-6 items-center font-medium underline decoration-1 underline-offset-4 hover:decoration-2">{localized(title, locale)}</ShopLink>
          <span className="block text-sm text-muted">{t("variants", { count: variants })}</span>
          {status !== "active" && <span className="mt-1 block md:hidden">{state(status)}</span>}
        </>
      ),
    },
    { key: "status", head: t("status"), wide: true, cell: ({ status }) => state(status) },
    { key: "left", head: t("left"), numeric: true, cell: ({ left }) => <span className={left <= 0 ? "text-danger" : ""}>{left.toLocaleString(locale)}</span> },
    {
      key: "price", head: t("price"), numeric: true,
      cell: ({ lowMinor, highMinor, currency }) => {
        if (lowMinor === null || highMinor === null || currency === null) return "";
        const [low, high] = [formatMoney(money(lowMinor, currency), locale), formatMoney(money(highMinor, currency), locale)];
        // On a phone a range takes two lines, and the product's name keeps its room.
        return low === high ? low : <span className="block max-md:ml-auto max-md:max-w-20 max-md:whitespace-normal">{t("range", { low, high })}</span>;
      },
    },
  ];
}
