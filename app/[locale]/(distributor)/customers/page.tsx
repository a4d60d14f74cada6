import type { Metadata } from "next";
import { rootAt } from "@/lib/kernel/address";
import { formatMoney } from "@/lib/kernel/money";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { DeskFrame, NoDesk } from "../_components/desk-frame";
import { loadDesk } from "../load";
import { CustomerTable } from "./_components/customer-table";
import { Tree } from "./_components/tree";
import { loadCustomers } from "./load";

export const instant = false;

const root = rootAt(1);

type Props = { readonly params: Promise<{ readonly locale: string }>; readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "earnings")("people.title"), robots: { index: false } };
}

export default async function CustomersPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const desk = await loadDesk();
  if (desk.kind !== "distributor") return <NoDesk kind={desk.kind} locale={locale} root={root} here="customers" />;
  const view = await loadCustomers(desk, await searchParams);
  const t = words(locale, "earnings");
  const { all, dormant, sharers } = view.counts;
  return (
    <DeskFrame locale={locale} root={root} here="customers" title={t("people.title")} lead={t("people.counts", { all, sharers, dormant })}>
      {view.shared.orders > 0 && (
        <p className="mt-6 rounded-3xl bg-accent-soft px-5 py-5 font-display text-xl leading-snug text-accent-strong sm:px-8 sm:text-2xl">
          {t("shared.week", { count: view.shared.orders, amount: formatMoney(view.shared.amount, locale) })}
        </p>
      )}
      <Tree tree={view.tree} locale={locale} root={root} />
      <CustomerTable view={view} locale={locale} root={root} timeZone={desk.book.timeZone} />
    </DeskFrame>
  );
}
