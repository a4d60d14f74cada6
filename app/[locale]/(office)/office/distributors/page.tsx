import type { Metadata } from "next";
import { hrefIn } from "@/components/shop/shop-link";
import { OPTIONAL_COLUMNS, REQUIRED_COLUMNS } from "@/lib/imports/distributors/rules";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { localeOf } from "@/lib/web/place";
import { operatorWith } from "@/lib/web/viewer";
import { words } from "@/lib/web/words";
import { OfficeFrame } from "../../_components/office-frame";
import { ImportForm } from "./_components/import-form";

export const instant = false;

const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officeDistributors")("title"), robots: { index: false } };
}

/** The company's distributors, from its own system, by a file. */
export default async function DistributorsPage({ params }: Props) {
  const locale = await localeOf(params);
  const t = words(locale, "officeDistributors");
  return (
    <OfficeFrame locale={locale} root={root} page="distributors" here="office/distributors" title={t("title")}>
      <p className="mt-2 max-w-prose text-muted">{t("lead")}</p>
      {(await operatorWith("forwarding")) && <Import locale={locale} />}
    </OfficeFrame>
  );
}

function Import({ locale }: { readonly locale: Locale }) {
  const t = words(locale, "officeDistributors");
  return (
    <div className="mt-6 max-w-3xl space-y-8">
      <ImportForm
        address={hrefIn(root, "office/distributors/upload")}
        texts={{
          file: t("file"), check: t("check"), write: t("write"), writeGood: t("writeGood"), checking: t("checking"), progress: t("progress"), failed: t("failed"), noFile: t("noFile"),
          line: t("line"), column: t("column"), reason: t("reason"), problems: t("problems"), more: t("more"),
        }}
      />
      <details className="rounded-card border border-line p-5">
        <summary className="min-h-6 cursor-pointer font-medium">{t("columns")}</summary>
        <p className="mt-3 text-muted">{t("columnsLead")}</p>
        <p className="mt-3">{t("required")} {REQUIRED_COLUMNS.map((name) => <code key={name} className="mr-2 text-sm">{name}</code>)}</p>
        <p className="mt-2">{t("optional")} {OPTIONAL_COLUMNS.map((name) => <code key={name} className="mr-2 text-sm">{name}</code>)}</p>
      </details>
    </div>
  );
}
