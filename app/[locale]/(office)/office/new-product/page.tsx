import type { Metadata } from "next";
import { ActionForm } from "@/components/office/action-form";
import { ShopLink } from "@/components/shop/shop-link";
import { rootAt } from "@/lib/kernel/address";
import { localeOf } from "@/lib/web/place";
import { operatorWith } from "@/lib/web/viewer";
import { words } from "@/lib/web/words";
import { OfficeFrame } from "../../_components/office-frame";
import { formTexts } from "../catalogue/[slug]/_components/texts";
import { createAction } from "./actions";

export const instant = false;

const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officeCatalogue")("newProduct"), robots: { index: false } };
}

/** Begins a product: what it needs to stand in the catalogue as a draft. */
export default async function NewProductPage({ params }: Props) {
  const locale = await localeOf(params);
  const t = words(locale, "officeCatalogue");
  const by = await operatorWith("catalogue");
  return (
    <OfficeFrame locale={locale} root={root} page="catalogue" here="office/new-product" title={t("newProduct")}>
      <p className="mt-2"><ShopLink root={root} to="office/catalogue" className="text-sm text-muted underline underline-offset-4">{t("back")}</ShopLink></p>
      {by && (
        <div className="mt-6 max-w-2xl">
          <p className="mb-6 text-muted">{t("begin.lead")}</p>
          <ActionForm
            action={createAction} texts={{ ...formTexts(locale), save: t("begin.create") }}
            groups={[{ asks: [
              { name: "title.fr", label: t("titleFr"), wrong: t("wrong.title"), lang: "fr", required: true },
              { name: "title.en", label: t("titleEn"), lang: "en" },
              { name: "sku", label: t("goods.sku"), wrong: t("begin.wrongSku"), required: true },
              { name: "slug", label: t("begin.address"), hint: t("begin.addressHint"), wrong: t("begin.wrongAddress") },
              { name: "price", label: t("price"), kind: "decimal", wrong: t("wrong.price"), required: true },
              { name: "vat", label: t("vat"), kind: "decimal", value: "20", wrong: t("wrong.percent"), required: true },
              { name: "onHand", label: t("shelf"), kind: "number", value: "0", wrong: t("wrong.shelf"), required: true },
            ] }]}
          />
        </div>
      )}
    </OfficeFrame>
  );
}
