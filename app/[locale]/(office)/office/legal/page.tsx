import type { Metadata } from "next";
import { ShopLink } from "@/components/shop/shop-link";
import { Notice } from "@/components/ui/notice";
import { readCompany } from "@/lib/company/queries";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { db } from "@/lib/web/database";
import { LEGAL_PAGES, missingLegalData, TO_CONFIRM } from "@/lib/web/legal";
import { localeOf } from "@/lib/web/place";
import { operatorWith } from "@/lib/web/viewer";
import { words } from "@/lib/web/words";
import { ListEnd } from "../../_components/list-end";
import { OfficeFrame } from "../../_components/office-frame";

export const instant = false;

const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "office")("pages.legal"), robots: { index: false } };
}

/** What counsel and accountant must confirm of the texts and settings, and what the company has not filled in. For operators only. */
export default async function OfficeLegalPage({ params }: Props) {
  const locale = await localeOf(params);
  return (
    <OfficeFrame locale={locale} root={root} page="legal" here="office/legal" title={words(locale, "office")("pages.legal")}>
      <ToConfirm locale={locale} />
    </OfficeFrame>
  );
}

async function ToConfirm({ locale }: { readonly locale: Locale }) {
  if (!(await operatorWith("settings"))) return null;
  const t = words(locale, "legal");
  const settings = words(locale, "officeSettings");
  const missing = missingLegalData(await readCompany(db())).map((name) => (name === "mediator" ? settings("groups.mediator") : settings(`company.${name}`)));
  return (
    <>
      <p className="mt-3 mb-6 text-lg text-muted">{t("counsel.lead")}</p>
      <Notice tone={missing.length > 0 ? "bad" : "good"}>{missing.length > 0 ? t("counsel.missing", { fields: missing.join(", ") }) : t("counsel.complete")}</Notice>
      <p className="mt-3"><ShopLink root={root} to="office/settings/company" className="inline-flex min-h-9 items-center text-accent underline underline-offset-4">{t("counsel.settings")}</ShopLink></p>
      <ul className="mt-6 divide-y divide-line border-y border-line">
        {TO_CONFIRM.map((mark) => {
          const page = LEGAL_PAGES.find((one) => mark.startsWith(one));
          const anchor = page ? mark.charAt(page.length).toLowerCase() + mark.slice(page.length + 1) : "";
          return (
            <li key={mark} className="py-4">
              <p>{t(`marks.${mark}`)}</p>
              {page && <ShopLink root={root} to={`legal/${page}#${anchor}`} className="inline-flex min-h-9 items-center text-sm underline underline-offset-4">{t(`pages.${page}`)}</ShopLink>}
            </li>
          );
        })}
      </ul>
      <ListEnd root={root} locale={locale} file="legal" />
    </>
  );
}
