import type { Metadata } from "next";
import { ActionForm } from "@/components/office/action-form";
import { ShopLink } from "@/components/shop/shop-link";
import { SubmitButton } from "@/components/ui/submit-button";
import type { OfficeCollection } from "@/lib/catalog/editing/types";
import { rootAt } from "@/lib/kernel/address";
import { type Locale, localized } from "@/lib/kernel/locale";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ActForm } from "../../_components/act-form";
import { ListEnd } from "../../_components/list-end";
import { OfficeFrame } from "../../_components/office-frame";
import { formTexts } from "../catalogue/[slug]/_components/texts";
import { collectionAction, raiseAction, removeAction } from "./actions";
import { loadCollections } from "./load";

export const instant = false;

const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officeCatalogue")("collections.title"), robots: { index: false } };
}

/** The collections in their order, which decides whose rate a product has. */
export default async function CollectionsPage({ params }: Props) {
  const locale = await localeOf(params);
  const t = words(locale, "officeCatalogue");
  const collections = await loadCollections();
  return (
    <OfficeFrame locale={locale} root={root} page="catalogue" here="office/collections" title={t("collections.title")}>
      <p className="mt-2"><ShopLink root={root} to="office/catalogue" className="text-sm text-muted underline underline-offset-4">{t("back")}</ShopLink></p>
      {collections && (
        <div className="mt-6 max-w-3xl">
          <p className="mb-6 max-w-prose text-muted">{t("collections.lead")}</p>
          {collections.length === 0 && <p className="mb-6 rounded-card border border-line bg-raised px-6 py-8 text-center text-muted">{t("collections.none")}</p>}
          <ol className="divide-y divide-line border-y border-line">
            {collections.map((one, n) => <One key={one.slug} collection={one} first={n === 0} locale={locale} />)}
          </ol>
          {collections.length > 0 && <ListEnd root={root} locale={locale} file="collections" />}
          <section aria-labelledby="new" className="mt-10 rounded-card border border-line bg-raised p-5">
            <h2 id="new" className="mb-4 font-display text-xl">{t("collections.new")}</h2>
            <ActionForm action={collectionAction} hidden={{ kind: "new" }} texts={{ ...formTexts(locale), save: t("collections.create"), saved: t("collections.created") }} groups={[{ asks: [...asks(locale, null), { name: "slug", label: t("begin.address"), hint: t("begin.addressHint"), wrong: t("begin.wrongAddress") }] }]} />
          </section>
        </div>
      )}
    </OfficeFrame>
  );
}

function One({ collection, first, locale }: { readonly collection: OfficeCollection; readonly first: boolean; readonly locale: Locale }) {
  const t = words(locale, "officeCatalogue");
  const raise = async (form: FormData) => {
    "use server";
    await raiseAction(null, form);
  };
  const name = localized(collection.title, locale);
  return (
    <li className="py-3">
      <div className="flex items-center gap-3">
        <div className="min-w-0 flex-1">
          <p className="font-medium">{name}</p>
          <p className="text-sm text-muted">{t("collections.holds", { count: collection.products })}{collection.rateBps !== null && `, ${t("collections.pays", { rate: (collection.rateBps / 100).toLocaleString(locale) })}`}</p>
        </div>
        {!first && <form action={raise}><input type="hidden" name="slug" value={collection.slug} /><SubmitButton kind="plain" className="text-sm" aria-label={t("collections.raiseOne", { name })}>{t("collections.raise")}</SubmitButton></form>}
      </div>
      <details>
        <summary className="inline-flex min-h-11 items-center text-sm underline underline-offset-4">{t("collections.change")}<span className="sr-only"> {name}</span></summary>
        <div className="py-4">
          <ActionForm kind="quiet" action={collectionAction} hidden={{ kind: "change", slug: collection.slug }} texts={formTexts(locale)} groups={[{ asks: asks(locale, collection) }]} />
          <section aria-label={t("collections.removeOne", { name })} className="mt-8 border-t border-line pt-5">
            <p className="mb-3 max-w-prose text-sm text-muted">{t("collections.removeLead", { count: collection.products })}</p>
            <ActForm act={removeAction} fields={{ slug: collection.slug }} label={t("collections.remove")} pendingLabel={t("saving")} texts={{ not_allowed: t("refusals.not_allowed"), unknown_collection: t("refusals.unknown_collection"), refused: t("refusals.failed") }} />
          </section>
        </div>
      </details>
    </li>
  );
}

function asks(locale: Locale, collection: OfficeCollection | null) {
  const t = words(locale, "officeCatalogue");
  return [
    { name: "title.fr", label: t("titleFr"), value: collection?.title.fr ?? "", wrong: t("wrong.title"), lang: "fr" as const, required: true },
    { name: "title.en", label: t("titleEn"), value: collection?.title.en ?? "", lang: "en" as const },
    { name: "summary.fr", label: t("texts.summary.fr"), value: collection?.summary?.fr ?? "", kind: "area" as const, rows: 2, lang: "fr" as const },
    { name: "summary.en", label: t("texts.summary.en"), value: collection?.summary?.en ?? "", kind: "area" as const, rows: 2, lang: "en" as const },
    { name: "rate", label: t("rate"), hint: t("collections.rateHint"), kind: "decimal" as const, value: collection?.rateBps == null ? "" : (collection.rateBps / 100).toLocaleString(locale, { useGrouping: false }), wrong: t("wrong.percent") },
  ];
}
