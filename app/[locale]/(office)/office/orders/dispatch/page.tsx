import type { Metadata } from "next";
import { hrefIn, ShopLink } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { rootAt } from "@/lib/kernel/address";
import { type Locale, localized } from "@/lib/kernel/locale";
import { CARRIERS } from "@/lib/order/rules";
import { dayText } from "@/lib/web/dates";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ListEnd } from "../../../_components/list-end";
import { OfficeFrame } from "../../../_components/office-frame";
import { DispatchForm } from "./_components/dispatch-form";
import { loadToSend, type ToSendView } from "./load";

export const instant = false;

const root = rootAt(3);

type Props = {
  readonly params: Promise<{ readonly locale: string }>;
  readonly searchParams: Promise<{ readonly after?: string | string[] }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officeOrders")("pack.title"), robots: { index: false } };
}

/** The packing table: paid orders, the oldest first, their slips to print and their parcels to send. */
export default async function DispatchPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const view = await loadToSend((await searchParams).after);
  const t = words(locale, "officeOrders");
  return (
    <OfficeFrame locale={locale} root={root} page="orders" here="office/orders/dispatch" title={t("pack.title")}>
      <p className="mt-2"><ShopLink root={root} to="office/orders" className="inline-flex min-h-11 items-center text-sm text-muted underline underline-offset-4">{t("back")}</ShopLink></p>
      {view && <Table view={view} locale={locale} />}
    </OfficeFrame>
  );
}

function Table({ view, locale }: { readonly view: ToSendView; readonly locale: Locale }) {
  const t = words(locale, "officeOrders");
  if (view.rows.length === 0) return <p className="mt-6 rounded-card border border-line bg-raised px-6 py-10 text-center text-muted">{t("pack.none")}</p>;
  const rows = view.rows.map(({ number, parcel, name, city, paidAt, lines }) => ({
    number, parcel, name: name ?? t("erased"), where: city ?? "", since: t("pack.since", { date: dayText(paidAt, locale, view.timeZone) }), href: hrefIn(root, `office/orders/${number}`),
    what: lines.map(({ quantity, title }) => `${quantity} × ${localized(title, locale)}`).join(", "),
  }));
  return (
    <>
      <p className="mt-1 max-w-prose text-muted">{t("pack.lead")}</p>
      <p className="mt-4 mb-6"><ShopLink root={root} target="_blank" to={`office/orders/slips?${rows.map(({ number }) => `n=${number}`).join("&")}`} className={buttonStyle("quiet", "min-h-11 px-5 py-2")}>{t("pack.slips", { count: rows.length })}</ShopLink></p>
      <DispatchForm
        rows={rows} carriers={Object.keys(CARRIERS)} sentTexts={Array.from({ length: rows.length + 1 }, (_, count) => t("pack.sent", { count }))}
        texts={{
          carrier: t("send.carrier"), tick: t("pack.tick"), tracking: t("send.tracking"), send: t("pack.send"), sending: t("sending"),
          not_allowed: t("deedRefusals.not_allowed"), invalid_input: t("deedRefusals.invalid_input"), nothing_chosen: t("pack.nothingChosen"), some_refused: t("pack.someRefused"),
        }}
      />
      <ListEnd root={root} locale={locale} next={view.more ? `office/orders/dispatch?after=${view.rows.at(-1)?.id ?? ""}` : null} file="packing" />
    </>
  );
}
