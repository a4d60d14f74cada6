import { ActionForm } from "@/components/office/action-form";
import { type Locale, localized } from "@/lib/kernel/locale";
import { words } from "@/lib/web/words";
import { textsAction } from "../actions";
import type { ProductView } from "../load";
import { formTexts } from "./texts";

/** What the product's page says, in both languages, and the collections that it stands in. */
export function TextsPart({ view: { product, collections, within }, locale }: { readonly view: ProductView; readonly locale: Locale }) {
  const t = words(locale, "officeCatalogue");
  const label = { summary: (lang: Locale) => t(`texts.summary.${lang}`), description: (lang: Locale) => t(`texts.description.${lang}`), details: (lang: Locale) => t(`texts.details.${lang}`) };
  const pair = (name: keyof typeof label, rows: number) => (["fr", "en"] as const).map((lang) => ({
    name: `${name}.${lang}`, label: label[name](lang), value: product[name]?.[lang] ?? "", kind: "area" as const, rows, lang,
  }));
  return (
    <ActionForm
      action={textsAction} hidden={{ slug: product.slug, seen: product.updatedAt.toISOString() }} texts={formTexts(locale)}
      groups={[
        { asks: [...pair("summary", 2), ...pair("description", 7), ...pair("details", 3)] },
        { asks: [{ name: "vendor", label: t("texts.vendor"), value: product.vendor }, { name: "tags", label: t("texts.tags"), hint: t("texts.tagsHint"), value: product.tags.join(", ") }] },
        ...(collections.length === 0 ? [] : [{
          title: t("texts.collections"), lead: t("texts.collectionsLead"),
          asks: [{ name: "collection", label: t("texts.collections"), kind: "check" as const, wide: true, chosen: within, choices: collections.map(({ slug, title }) => ({ value: slug, label: localized(title, locale) })) }],
        }]),
      ]}
    />
  );
}
