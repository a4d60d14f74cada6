import { ShopLink } from "@/components/shop/shop-link";
import { formatMoney } from "@/lib/kernel/money";
import { words } from "@/lib/web/words";
import type { PartProps } from "./part";

/** What the customers' own sharing did this week: the sentence to show to a friend. */
export function Sharing({ view, locale, root }: PartProps) {
  const t = words(locale, "earnings");
  const { orders, amount } = view.sharedThisWeek;
  return (
    <p className="mt-5 rounded-3xl bg-accent-soft px-5 py-5 font-display text-2xl leading-snug text-accent-strong sm:px-8 sm:text-3xl">
      {orders > 0 ? t("shared.week", { count: orders, amount: formatMoney(amount, locale) }) : t("shared.none")}{" "}
      <ShopLink root={root} to="customers?by=sharers" className="inline-block font-sans text-base underline underline-offset-4">{t("shared.who")}</ShopLink>
      {orders > 0 && <span className="mt-2 block font-sans text-sm">{t("shared.counted")}</span>}
    </p>
  );
}
