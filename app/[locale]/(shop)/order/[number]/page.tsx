import { notFound } from "next/navigation";
import { Suspense } from "react";
import { orderStream } from "@/components/live/address";
import { LiveRefresh } from "@/components/live/live-refresh";
import { ShopLink } from "@/components/shop/shop-link";
import { type Root, rootAt } from "@/lib/kernel/address";
import { type Locale, localized } from "@/lib/kernel/locale";
import { formatMoney, money } from "@/lib/kernel/money";
import { absolute, orderKey } from "@/lib/web/links";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ShopFrame } from "../../_components/shop-frame";
import { Papers } from "./_components/papers";
import { loadOrder, type OrderView } from "./load";

/** One person's page under an address of its own: it waits for its request. */
export const instant = false;

const root = rootAt(2);

type Props = {
  readonly params: Promise<{ readonly locale: string; readonly number: string }>;
  readonly searchParams: Promise<{ readonly key?: string }>;
};

/** The order: the thank-you page first, its state later. Opened by its signed link or by its buyer. */
export default async function OrderPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  return (
    <ShopFrame locale={locale} root={root} here="order">
      <div className="mx-auto max-w-3xl px-4 py-10 sm:px-6">
        <Suspense fallback={<p className="text-muted" aria-busy="true">{words(locale, "checkout")("cart.loading")}</p>}>
          <Order params={params} searchParams={searchParams} locale={locale} />
        </Suspense>
      </div>
    </ShopFrame>
  );
}

async function Order({ params, searchParams, locale }: Props & { readonly locale: Locale }) {
  const { number } = await params;
  const { key } = await searchParams;
  const view = await loadOrder(number, key);
  if (!view) notFound();
  const t = words(locale, "checkout");
  const { order, contact } = view;
  const firstName = contact?.name.split(" ")[0] ?? "";
  const paid = order.status === "paid" || order.status === "fulfilled";
  return (
    <>
      <LiveRefresh stream={orderStream(order.number, orderKey(order.number))} drawn={order.status} />
      {order.status === "placed" && <noscript><meta httpEquiv="refresh" content="3" /></noscript>}
      <p className="text-sm text-muted">{t("order.number", { number: order.number })}</p>
      <h1 className="mt-1 font-display text-4xl sm:text-5xl">{paid ? (firstName ? t("order.thanks", { name: firstName }) : t("order.thanksPlain")) : t("order.number", { number: order.number })}</h1>
      <p className="mt-3 text-lg" role="status">{t(`order.${order.status}`)}</p>
      {paid && view.received.minor > 0n && <Received view={view} locale={locale} />}
      {paid && view.handle && <Share handle={view.handle} locale={locale} root={root} own={view.own} />}
      <Lines view={view} locale={locale} />
      {paid && <Papers root={root} locale={locale} order={order} secret={key} />}
      <p className="mt-10"><ShopLink root={root} to="" className="underline underline-offset-4">{t("order.continue")}</ShopLink></p>
    </>
  );
}

function Received({ view, locale }: { readonly view: OrderView; readonly locale: Locale }) {
  const t = words(locale, "checkout");
  return (
    <section className="mt-8 rounded-3xl bg-accent p-8 text-paper">
      <p className="text-lg">{t("order.received", { amount: formatMoney(view.received, locale) })}</p>
      <p className="mt-2 font-display text-5xl lining-nums tabular-nums" data-testid="received">{formatMoney(view.received, locale)}</p>
      <p className="mt-2 opacity-90">{t("order.receivedWhy")}{view.order.sponsorId ? ` ${t("order.others")}` : ""}</p>
    </section>
  );
}

function Share({ handle, locale, own }: { readonly handle: string; readonly locale: Locale; readonly root: Root; readonly own: boolean }) {
  const t = words(locale, "checkout");
  const address = absolute(`${locale === "en" ? "/en" : ""}/${handle}/`);
  return (
    <div className="mt-6 grid gap-6 sm:grid-cols-2">
      <section className="rounded-3xl border border-line p-6">
        <h2 className="font-display text-2xl">{t("order.shareTitle")}</h2>
        <p className="mt-2 text-muted">{t("order.share")}</p>
        <p className="mt-4"><a href={address} className="font-medium break-all text-accent underline underline-offset-4">{address.replace(/^https?:\/\//, "")}</a></p>
      </section>
      <section className="rounded-3xl border border-line p-6">
        <h2 className="font-display text-2xl">{t("order.claimTitle")}</h2>
        {!own && <p className="mt-2 text-muted">{t("order.claim")}</p>}
        <ShopLink root={root} to={own ? "wallet" : "sign-in"} className="mt-4 inline-block rounded-full bg-accent px-6 py-3 font-medium text-paper">{own ? t("order.wallet") : t("order.claimButton")}</ShopLink>
      </section>
    </div>
  );
}

function Lines({ view, locale }: { readonly view: OrderView; readonly locale: Locale }) {
  const t = words(locale, "checkout");
  const { order, lines, contact } = view;
  const say = (minor: bigint): string => formatMoney(money(minor, order.currency), locale);
  const row = (label: string, minor: bigint) => <div className="flex justify-between"><dt>{label}</dt><dd className="tabular-nums">{say(minor)}</dd></div>;
  return (
    <section className="mt-10">
      <h2 className="font-display text-2xl">{t("order.lines")}</h2>
      <ul className="mt-4 divide-y divide-line border-y border-line">
        {lines.map((line) => (
          <li key={line.id} className="flex justify-between gap-4 py-3">
            <span>{line.quantity} × {localized(line.title, locale)}{line.choice ? `, ${localized(line.choice, locale)}` : ""}</span>
            <span className="tabular-nums">{say(line.goodsMinor)}</span>
          </li>
        ))}
      </ul>
      <dl className="mt-4 space-y-1.5">
        {row(t("summary.delivery"), order.shippingMinor)}
        <div className="flex justify-between font-semibold"><dt>{t("summary.total")}</dt><dd className="tabular-nums">{say(order.totalMinor)}</dd></div>
        {order.vat.map((vat) => <div key={vat.rateBps} className="flex justify-between text-sm text-muted"><dt>{t("summary.vatOf", { rate: (vat.rateBps / 100).toLocaleString(locale) })}</dt><dd className="tabular-nums">{say(BigInt(vat.vatMinor))}</dd></div>)}
        {order.creditMinor > 0n && row(t("summary.credit"), order.creditMinor)}
        {order.creditMinor > 0n && row(t("summary.card"), order.cardMinor)}
      </dl>
      {contact && <p className="mt-6 text-muted">{t("order.to")} {contact.name}, {contact.street}, {contact.postalCode} {contact.city}</p>}
    </section>
  );
}
