import { hrefIn, ShopLink, type Standing } from "@/components/shop/shop-link";
import { Button } from "@/components/ui/button";
import { INPUT_STYLE } from "@/components/ui/field";
import { SALE_STATES } from "@/lib/earnings/types";
import type { Locale } from "@/lib/kernel/locale";
import { words } from "@/lib/web/words";
import type { SalesView } from "../load";
import { addressOf } from "./query";

const STAGES = ["direct", "viral", "self"] as const;
const LABEL = "mb-1.5 block text-sm font-medium";

/** A form that asks for an address: it works without JavaScript, and a list that was narrowed can be kept as a bookmark. */
export function Filters({ view: { query, buyer, sharer, labels }, locale, root }: Standing & { readonly view: SalesView; readonly locale: Locale }) {
  const t = words(locale, "earnings");
  const narrowed = Object.entries(query).some(([key, value]) => key !== "after" && value !== undefined);
  return (
    <form action={hrefIn(root, "earnings/sales")} role="search" aria-label={t("sales.search")} className="mt-8 rounded-3xl bg-sand p-4 sm:p-6">
      {query.buyer && <input type="hidden" name="buyer" value={query.buyer} />}
      {query.sharer && <input type="hidden" name="sharer" value={query.sharer} />}
      {query.link && <input type="hidden" name="link" value={query.link} />}
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-[minmax(14rem,2fr)_1fr_1fr_1fr_1fr_auto] lg:items-end">
        <div className="col-span-2 lg:col-span-1"><label htmlFor="q" className={LABEL}>{t("sales.searchHint")}</label><input id="q" type="search" name="q" defaultValue={query.q} autoComplete="off" className={INPUT_STYLE} /></div>
        <div>
          <label htmlFor="stage" className={LABEL}>{t("sales.stage")}</label>
          <select id="stage" name="stage" defaultValue={query.stage ?? ""} className={INPUT_STYLE}>
            <option value="">{t("sales.all")}</option>
            {STAGES.map((stage) => <option key={stage} value={stage}>{t(`stage.${stage}`)}</option>)}
          </select>
        </div>
        <div>
          <label htmlFor="state" className={LABEL}>{t("sales.state")}</label>
          <select id="state" name="state" defaultValue={query.state ?? ""} className={INPUT_STYLE}>
            <option value="">{t("sales.all")}</option>
            {SALE_STATES.map((state) => <option key={state} value={state}>{t(`state.${state}`)}</option>)}
          </select>
        </div>
        <div><label htmlFor="from" className={LABEL}>{t("sales.from")}</label><input id="from" type="date" name="from" defaultValue={query.from} className={INPUT_STYLE} /></div>
        <div><label htmlFor="until" className={LABEL}>{t("sales.until")}</label><input id="until" type="date" name="until" defaultValue={query.until} className={INPUT_STYLE} /></div>
        <Button kind="quiet" className="col-span-2 lg:col-span-1">{t("sales.filter")}</Button>
      </div>
      {narrowed && (
        <p className="mt-3 flex flex-wrap items-center gap-x-4 text-[0.9375rem]">
          {buyer && <span>{t("sales.ofBuyer", { name: buyer.name || t("breakdown.nameless") })}</span>}
          {query.link && <span>{t("sales.throughLink", { label: labels.get(query.link) ?? query.link })}</span>}
          {sharer && <span>{t("sales.ofSharer", { name: sharer.name || t("breakdown.nameless") })}</span>}
          <ShopLink root={root} to={addressOf({})} className="inline-flex min-h-11 items-center text-accent underline underline-offset-4">{t("sales.everything")}</ShopLink>
        </p>
      )}
    </form>
  );
}
