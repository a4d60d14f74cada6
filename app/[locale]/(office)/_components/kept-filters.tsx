import { ShopLink, type Standing } from "@/components/shop/shop-link";
import { Icon } from "@/components/ui/icon";
import { INPUT_STYLE } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Locale } from "@/lib/kernel/locale";
import { FILTERS_MAX, listFilters } from "@/lib/office/filters/queries";
import type { FilteredPage } from "@/lib/office/filters/types";
import { db } from "@/lib/web/database";
import { anyOperator } from "@/lib/web/viewer";
import { words } from "@/lib/web/words";
import { forgetFilterAction, keepFilterAction } from "../office/actions";

type Props = Standing & {
  readonly page: FilteredPage;
  /** The address's query of what the list shows; empty: all of it. */
  readonly query: string;
  readonly locale: Locale;
};

/** The choices of a list that the reader keeps, and a way to keep this one. */
export async function KeptFilters({ page, query, root, locale }: Props) {
  const by = await anyOperator();
  if (!by) return null;
  const t = words(locale, "office");
  const kept = await listFilters(db(), by, page);
  const known = kept.find((one) => one.query === query);
  if (kept.length === 0 && query === "") return null;
  const keep = async (form: FormData) => {
    "use server";
    await keepFilterAction(null, form);
  };
  const forget = async (form: FormData) => {
    "use server";
    await forgetFilterAction(null, form);
  };
  return (
    <div className="mb-5 flex flex-wrap items-center gap-2">
      {kept.map(({ id, name, query: saved }) => (
        <span key={id} className="inline-flex items-center rounded-full border border-line bg-raised text-sm has-aria-[current]:border-accent has-aria-[current]:bg-accent-soft">
          <ShopLink root={root} to={`office/${page}?${saved}`} aria-current={saved === query ? "page" : undefined} className="inline-flex min-h-11 items-center pl-4 pr-1">{name}</ShopLink>
          <form action={forget}><input type="hidden" name="id" value={id} /><button type="submit" aria-label={t("filters.forget", { name })} className="grid size-11 place-items-center rounded-full text-muted hover:text-danger"><Icon name="close" className="size-4" /></button></form>
        </span>
      ))}
      {query !== "" && !known && kept.length >= FILTERS_MAX && <p className="px-2 text-sm text-muted">{t("filters.full", { count: FILTERS_MAX })}</p>}
      {query !== "" && !known && kept.length < FILTERS_MAX && (
        <details>
          <summary className="inline-flex min-h-11 items-center px-2 text-sm underline underline-offset-4">{t("filters.keep")}</summary>
          <form action={keep} className="mt-2 flex flex-wrap items-end gap-2">
            <input type="hidden" name="page" value={page} />
            <input type="hidden" name="query" value={query} />
            <label className="block text-sm"><span className="mb-1 block text-muted">{t("filters.name")}</span><input name="name" required maxLength={60} autoComplete="off" className={INPUT_STYLE} /></label>
            <SubmitButton kind="quiet" className="min-h-12 px-5">{t("filters.save")}</SubmitButton>
          </form>
        </details>
      )}
    </div>
  );
}
