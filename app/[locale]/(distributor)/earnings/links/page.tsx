import type { Metadata } from "next";
import { rootAt } from "@/lib/kernel/address";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { DeskFrame, NoDesk } from "../../_components/desk-frame";
import { loadDesk } from "../../load";
import { LinkCard } from "./_components/link-card";
import { LinkForm } from "./_components/link-form";
import { LinkTable } from "./_components/link-table";
import { loadLinks } from "./load";

export const instant = false;

const HERE = "earnings/links";
const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string }>; readonly searchParams: Promise<{ readonly all?: string; readonly made?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "earnings")("links.title"), robots: { index: false } };
}

export default async function LinksPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const desk = await loadDesk();
  if (desk.kind !== "distributor") return <NoDesk kind={desk.kind} locale={locale} root={root} here={HERE} />;
  const { all, made } = await searchParams;
  const view = await loadLinks(desk, locale);
  const t = words(locale, "earnings");
  const shown = view.filter((link) => link.label !== null && (all !== undefined || !link.archived));
  return (
    <DeskFrame locale={locale} root={root} here={HERE} title={t("links.title")} lead={t("links.lead")}>
      <LinkForm
        texts={{ label: t("links.label"), hint: t("links.labelHint"), make: t("links.make"), making: t("links.making"), no_label: t("links.noLabel"), too_many: t("links.tooMany"), signed_out: t("goals.signedOut") }}
      />
      {shown.length > 0 && (
        <ul className="mt-8 grid gap-4 md:grid-cols-2">
          {shown.map((link) => <li key={link.handle}><LinkCard link={link} fresh={link.handle === made} locale={locale} root={root} /></li>)}
        </ul>
      )}
      <LinkTable links={view.filter((link) => all !== undefined || !link.archived)} archived={all === undefined ? view.filter((link) => link.archived).length : 0} locale={locale} root={root} />
    </DeskFrame>
  );
}
