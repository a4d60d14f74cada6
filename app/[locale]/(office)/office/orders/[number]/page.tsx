import type { Metadata } from "next";
import { ShopLink } from "@/components/shop/shop-link";
import { Badge } from "@/components/ui/badge";
import { buttonStyle } from "@/components/ui/button";
import { rootAt } from "@/lib/kernel/address";
import { type Locale, localized } from "@/lib/kernel/locale";
import { formatMoney, money } from "@/lib/kernel/money";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { OfficeFrame } from "../../../_components/office-frame";
import { NoteForm } from "./_components/note-form";
import { OrderAlerts } from "./_components/order-alerts";
import { OrderDeeds } from "./_components/order-deeds";
import { Shares } from "./_components/shares";
import { Story } from "./_components/story";
import { loadStory, type StoryView } from "./load";

export const instant = false;

const root = rootAt(3);

type Props = { readonly params: Promise<{ readonly locale: string; readonly number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number } = await params;
  return { title: words(await localeOf(params), "officeOrders")("one", { number }), robots: { index: false } };
}

export default async function OrderStoryPage({ params }: Props) {
  const locale = await localeOf(params);
  const { number } = await params;
  const view = await loadStory(number);
  const t = words(locale, "officeOrders");
  return (
    <OfficeFrame locale={locale} root={root} page="orders" here={`office/orders/${number}`} title={t("one", { number })}>
      <p className="mt-2"><ShopLink root={root} to="office/orders" className="text-sm text-muted underline underline-offset-4">{t("back")}</ShopLink></p>
      {view === "unknown" && <p className="mt-6 text-lg text-muted">{t("unknown")}</p>}
      {view !== null && view !== "unknown" && <Whole view={view} locale={locale} />}
    </OfficeFrame>
  );
}

function Whole({ view, locale }: { readonly view: StoryView; readonly locale: Locale }) {
  const t = words(locale, "officeOrders");
  const { order } = view.whole;
  return (
    <div className="mt-6 grid gap-10 lg:grid-cols-[1fr_21rem]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-3">
          <Badge tone={order.status === "paid" || order.status === "fulfilled" ? "accent" : "plain"}>{t(`states.${order.status}`)}</Badge>
          <Badge>{t(`stages.${view.stage}`)}</Badge>
          <ShopLink root={root} to={`office/members/${order.buyerId}`} className="inline-flex min-h-6 items-center text-sm text-accent underline underline-offset-4">{t("seeBuyer")}</ShopLink>
          {view.mayRefund && <ShopLink root={root} to={`office/orders/${order.number}/refund`} className={buttonStyle("quiet", "ml-auto min-h-11 px-5 py-2")}>{t("refund")}</ShopLink>}
        </p>
        <OrderAlerts view={view} locale={locale} />
        <h2 className="mt-8 font-display text-heading">{t("story")}</h2>
        <Story events={view.events} locale={locale} timeZone={view.timeZone} />
        <NoteForm number={order.number} texts={{ label: t("note"), keep: t("keepNote"), kept: t("noteKept"), refused: t("refused"), empty: t("noteEmpty") }} />
      </div>
      <aside className="space-y-5">
        <OrderDeeds view={view} locale={locale} root={root} />
        <Lines view={view} locale={locale} />
        <Shares view={view} locale={locale} />
      </aside>
    </div>
  );
}

function Lines({ view, locale }: { readonly view: StoryView; readonly locale: Locale }) {
  const t = words(locale, "officeOrders");
  const { order, lines } = view.whole;
  const say = (minor: bigint): string => formatMoney(money(minor, order.currency), locale);
  const sums: readonly (readonly [string, bigint])[] = [
    [t("goods"), order.goodsMinor], [t("shipping"), order.shippingMinor], [t("total"), order.totalMinor],
    ...(order.creditMinor > 0n ? [[t("byCredit"), order.creditMinor], [t("byCard"), order.cardMinor]] as const : []),
    [t("base"), order.baseMinor], [t("pool"), order.poolMinor],
  ];
  return (
    <section aria-labelledby="lines" className="rounded-card border border-line bg-raised p-5">
      <h2 id="lines" className="font-display text-xl">{t("lines")}</h2>
      <ul className="mt-3 divide-y divide-line">
        {lines.map((line) => (
          <li key={line.id} className="flex justify-between gap-3 py-2.5 text-[0.9375rem]">
            <span>{line.quantity} × {localized(line.title, locale)}{line.choice ? `, ${localized(line.choice, locale)}` : ""}<span className="block text-sm text-muted">{line.sku}</span></span>
            <span className="whitespace-nowrap tabular-nums">{say(line.goodsMinor)}</span>
          </li>
        ))}
      </ul>
      <dl className="mt-3 space-y-1.5 border-t border-line pt-3 text-[0.9375rem]">
        {sums.map(([label, minor]) => <div key={label} className="flex justify-between gap-3"><dt className="text-muted">{label}</dt><dd className="tabular-nums">{say(minor)}</dd></div>)}
      </dl>
    </section>
  );
}
