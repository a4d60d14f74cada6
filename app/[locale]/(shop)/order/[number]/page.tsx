import { notFound } from "next/navigation";
import { orderStream } from "@/components/live/address";
import { LiveRefresh } from "@/components/live/live-refresh";
import { ShopLink } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney } from "@/lib/kernel/money";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ShopFrame } from "../../_components/shop-frame";
import { Goods } from "./_components/goods";
import { Papers } from "./_components/papers";
import { ShareLink } from "./_components/share-link";
import { Story } from "./_components/story";
import { absolute } from "@/lib/web/links";
import { loadOrder, type OrderView } from "./load";

/** One person's page under an address of its own: it waits for its request, and answers 404 where there is nothing to see. */
export const instant = false;

const root = rootAt(2);

type Props = {
  readonly params: Promise<{ readonly locale: string; readonly number: string }>;
  readonly searchParams: Promise<{ readonly key?: string | string[] }>;
};
type Part = { readonly view: OrderView; readonly locale: Locale };

export async function generateMetadata({ params }: Props) {
  const { number } = await params;
  return { title: words(await localeOf(params), "checkout")("order.number", { number }), robots: { index: false } };
}

/** The order: the thank-you page first, its state later. Opened by its signed link or by its buyer; it follows what happens. */
export default async function OrderPage({ params, searchParams }: Props) {
  const [locale, { number }, { key }] = await Promise.all([localeOf(params), params, searchParams]);
  const view = await loadOrder(number, typeof key === "string" ? key : undefined);
  if (!view) notFound();
  const t = words(locale, "checkout");
  const { order } = view;
  const paid = order.status === "paid" || order.status === "fulfilled";
  return (
    <ShopFrame locale={locale} root={root} here={`order/${order.number}?key=${view.key}`}>
      <LiveRefresh stream={orderStream(order.number, view.key)} drawn={order.status} />
      {order.status === "placed" && <noscript><meta httpEquiv="refresh" content="3" /></noscript>}
      <div className="mx-auto max-w-5xl px-4 pt-8 sm:px-6 sm:pt-14">
        <Title view={view} locale={locale} />
        {paid && !view.whollyRefunded && view.received.minor > 0n && <Received view={view} locale={locale} />}
        {paid && <Next view={view} locale={locale} />}
        <div className="mt-12 grid items-start gap-12 lg:grid-cols-[1fr_22rem]">
          <Goods view={view} locale={locale} />
          <div className="space-y-10">
            <Story view={view} locale={locale} />
            {paid && <Papers root={root} locale={locale} order={order} secret={view.key} />}
            <Help view={view} locale={locale} />
          </div>
        </div>
        <p className="mt-10"><ShopLink root={root} to="" className={buttonStyle("quiet")}>{t("order.continue")}</ShopLink></p>
      </div>
    </ShopFrame>
  );
}

function Title({ view: { order, contact, whollyRefunded }, locale }: Part) {
  const t = words(locale, "checkout");
  const firstName = contact?.name.split(" ")[0] ?? "";
  const thanks = order.status === "paid" && !whollyRefunded;
  const title = thanks ? (firstName ? t("order.thanks", { name: firstName }) : t("order.thanksPlain")) : t("order.number", { number: order.number });
  return (
    <>
      {thanks && <p className="text-muted">{t("order.number", { number: order.number })}</p>}
      <h1 className="text-display">{title}</h1>
      <p className="mt-3 max-w-2xl text-lg" role="status">{whollyRefunded ? t("order.refunded") : t(`order.${order.status}`)}</p>
    </>
  );
}

function Received({ view: { order, received, thanked }, locale }: Part) {
  const t = words(locale, "checkout");
  const share = order.baseMinor > 0n ? Number((received.minor * 1_000n) / order.baseMinor) / 10 : 0;
  const of = formatMoney({ minor: order.baseMinor, currency: order.currency }, locale);
  return (
    <section className="mt-8 rounded-3xl bg-accent px-6 py-8 text-paper sm:px-10" aria-labelledby="received">
      <h2 id="received" className="font-sans text-lg">{t("order.received", { amount: formatMoney(received, locale) })}</h2>
      <p className="mt-1 font-display text-5xl lining-nums tabular-nums sm:text-6xl" data-testid="received" aria-hidden="true">{formatMoney(received, locale)}</p>
      <p className="mt-3">{share > 0 ? `${t(order.creditMinor > 0n ? "order.reasonCredit" : "order.reason", { percent: share.toLocaleString(locale), of })} ` : ""}{t("order.receivedWhy")}</p>
      {order.sponsorId !== null && <p className="mt-1 opacity-90">{thanked ? t("order.thanked", { name: thanked }) : t("order.others")}</p>}
    </section>
  );
}

/** What to do with it: pass the link on, and look into the wallet. */
function Next({ view: { handle, own }, locale }: Part) {
  const t = words(locale, "checkout");
  const address = handle === null ? null : absolute(`${locale === "en" ? "/en" : ""}/${handle}/`);
  return (
    <div className={`mt-5 grid gap-5 ${address ? "md:grid-cols-2" : ""}`}>
      {address && (
        <section className="rounded-3xl border border-line bg-raised p-6 sm:p-8">
          <h2 className="text-heading">{t("order.shareTitle")}</h2>
          <p className="mt-2 text-muted">{t("order.share")}</p>
          <p className="mt-4"><a href={address} className="font-medium break-all text-accent underline underline-offset-4">{address.replace(/^https?:\/\//, "")}</a></p>
          <ShareLink address={address} texts={{ copy: t("order.copy"), copied: t("order.copied"), share: t("order.shareButton"), whatsapp: t("order.whatsapp"), message: t("order.message") }} />
        </section>
      )}
      <section className="rounded-3xl border border-line bg-raised p-6 sm:p-8">
        <h2 className="text-heading">{t("order.claimTitle")}</h2>
        <p className="mt-2 text-muted">{own ? t("order.ownWallet") : address ? t("order.claim") : t("order.claimKnown")}</p>
        <ShopLink root={root} to={own ? "wallet" : "sign-in"} className={buttonStyle("primary", "mt-5")}>{own ? t("order.wallet") : t("order.claimButton")}</ShopLink>
      </section>
    </div>
  );
}

function Help({ view: { order, company }, locale }: Part) {
  const t = words(locale, "checkout");
  return (
    <section aria-labelledby="help">
      <h2 id="help" className="text-heading">{t("order.help")}</h2>
      {company.email !== "" && <p className="mt-2 text-muted">{t.rich("order.write", { mail: (words) => <a href={`mailto:${company.email}?subject=${encodeURIComponent(t("order.number", { number: order.number }))}`} className="text-accent underline underline-offset-4">{words}</a> })}</p>}
    </section>
  );
}
