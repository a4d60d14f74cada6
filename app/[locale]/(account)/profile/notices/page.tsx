import type { Metadata } from "next";
import { AskForm } from "@/components/account/ask-form";
import { FreshNotices } from "@/components/shop/bell";
import { ShopLink } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney } from "@/lib/kernel/money";
import { momentText } from "@/lib/web/dates";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ShopFrame } from "../../../(shop)/_components/shop-frame";
import { AccountFrame } from "../../_components/account-frame";
import { AccountNav } from "../../_components/account-nav";
import { markReadAction } from "../actions";
import { loadNotices, type NoticesView } from "./load";

/** One person's news: the page waits for its request. */
export const instant = false;

const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string }>; readonly searchParams: Promise<{ readonly before?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "profile")("bell.title"), robots: { index: false } };
}

export default async function NoticesPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const { before } = await searchParams;
  const view = await loadNotices(before);
  const t = words(locale, "profile");
  if (!view) {
    return (
      <AccountFrame locale={locale} root={root} here="profile/notices" title={t("bell.title")} lead={t("visitor")}>
        <ShopLink root={root} to="sign-in" className={buttonStyle("primary")}>{t("signIn")}</ShopLink>
      </AccountFrame>
    );
  }
  return (
    <ShopFrame locale={locale} root={root} here="profile/notices">
      <FreshNotices drawn={view.unread} />
      <div className="mx-auto max-w-3xl px-4 py-10 sm:px-6 sm:py-14">
        <AccountNav root={root} locale={locale} here={null} />
        <h1 className="font-display text-title">{t("bell.title")}</h1>
        <div className="mt-2 flex flex-wrap items-center justify-between gap-4">
          <p className="text-muted">{t("bell.unread", { count: view.unread })}</p>
          {view.unread > 0 && <AskForm action={markReadAction} submit={t("bell.readAll")} said={{ signed_out: t("visitor") }}><input type="hidden" name="notice" value="all" /></AskForm>}
        </div>
        {view.notices.length === 0 ? <p className="mt-8 text-muted">{t("bell.empty")}</p> : (
          <ol className="mt-6 divide-y divide-line border-y border-line">
            {view.notices.map((notice) => <Line key={notice.id} notice={notice} locale={locale} timeZone={view.timeZone} />)}
          </ol>
        )}
        <p className="mt-6 flex flex-wrap gap-2">
          {view.older !== null && <ShopLink root={root} to={`profile/notices?before=${view.older}`} className={buttonStyle("plain", "-ml-3")}>{t("bell.older")}</ShopLink>}
          <ShopLink root={root} to="profile" className={buttonStyle("plain", "-ml-3")}>{t("bell.settings")}</ShopLink>
        </p>
      </div>
    </ShopFrame>
  );
}

function Line({ notice, locale, timeZone }: { readonly notice: NoticesView["notices"][number]; readonly locale: Locale; readonly timeZone: string }) {
  const t = words(locale, "profile");
  const { kind, amount, number, read, at } = notice;
  const to = kind === "earnings_received" || kind === "application_approved" ? "earnings" : kind === "application_refused" ? "profile/apply" : "wallet";
  const sentence = t(`bell.said.${kind}`, { amount: amount ? formatMoney(amount, locale) : "", order: number });
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-4">
      <div className="flex min-w-0 items-baseline gap-3">
        <span aria-hidden="true" className={`size-2.5 shrink-0 rounded-full ${read ? "bg-line" : "bg-accent"}`} />
        <p className="min-w-0">
          <ShopLink root={root} to={to} className={`underline-offset-4 hover:underline ${read ? "" : "font-medium"}`}>{sentence}</ShopLink>
          {!read && <span className="sr-only"> ({t("bell.new")})</span>}
          <time dateTime={at.toISOString()} className="block text-sm text-muted">{momentText(at, locale, timeZone)}</time>
        </p>
      </div>
      {!read && (
        <AskForm action={markReadAction} submit={t("bell.read")} kind="plain" said={{ signed_out: t("visitor") }}><input type="hidden" name="notice" value={notice.id} /></AskForm>
      )}
    </li>
  );
}
