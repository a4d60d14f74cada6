import { ShopLink, type Standing } from "@/components/shop/shop-link";
import { readPayoutSettings } from "@/lib/earnings/payouts/queries";
import type { Locale } from "@/lib/kernel/locale";
import { db } from "@/lib/web/database";
import { words } from "@/lib/web/words";

const PAGES = [
  ["earnings", "nav.earnings"],
  ["earnings/sales", "nav.sales"],
  ["customers", "nav.customers"],
  ["earnings/links", "nav.links"],
  ["earnings/statements", "nav.statements"],
  ["earnings/payouts", "nav.payouts"],
  ["earnings/goals", "nav.goals"],
  ["share", "nav.shop"],
] as const;

/** A distributor's pages, across the top of each. @param here the page's path below the shop's root */
export async function DeskNav({ root, locale, here }: Standing & { readonly locale: Locale; readonly here: string }) {
  const t = words(locale, "earnings");
  const { method } = await readPayoutSettings(db());
  const pages = PAGES.filter(([to]) => to !== "earnings/payouts" || method !== "off" || here === to);
  return (
    <nav aria-label={t("nav.label")}>
      <ul className="flex flex-wrap gap-x-1 gap-y-1.5 whitespace-nowrap sm:gap-2">
        {pages.map(([to, label]) => (
          <li key={to}>
            <ShopLink
              root={root} to={to} aria-current={here === to || (to !== "earnings" && here.startsWith(`${to}/`)) ? "page" : undefined}
              className="inline-flex min-h-11 items-center rounded-full border border-line px-3 text-[0.9375rem] sm:px-4 text-muted transition-colors hover:border-edge hover:text-ink aria-[current]:border-transparent aria-[current]:bg-ink aria-[current]:text-paper"
            >
              {t(label)}
            </ShopLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
