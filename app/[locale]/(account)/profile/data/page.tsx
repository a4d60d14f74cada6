import type { Metadata } from "next";
import { hrefIn, ShopLink } from "@/components/shop/shop-link";
import { Badge } from "@/components/ui/badge";
import { buttonStyle } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { FILE_PARTS } from "@/lib/privacy/types";
import { momentText } from "@/lib/web/dates";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ShopFrame } from "../../../(shop)/_components/shop-frame";
import { AccountFrame } from "../../_components/account-frame";
import { AccountNav } from "../../_components/account-nav";
import { CorrectForm } from "./_components/correct-form";
import { consentAction } from "./actions";
import { type DataView, loadData } from "./load";

/** One person's page: it waits for its request and is whole in its first answer. */
export const instant = false;

const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string }>; readonly searchParams: Promise<{ readonly state?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "privacy")("title"), robots: { index: false } };
}

/** What the law gives a person over their data, in one place: read it, correct it, take consents back, take it along, have it erased. DESIGN §9 */
export default async function DataPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const { state } = await searchParams;
  const view = await loadData();
  const t = words(locale, "privacy");
  if (!view) {
    return (
      <AccountFrame locale={locale} root={root} here="profile/data" title={t("title")} lead={t("visitor")}>
        <ShopLink root={root} to="sign-in" className={buttonStyle("primary")}>{t("signIn")}</ShopLink>
      </AccountFrame>
    );
  }
  const news = state === "corrected" || state === "consent" ? t(`done.${state}`) : null;
  return (
    <ShopFrame locale={locale} root={root} here="profile/data">
      <div className="mx-auto max-w-3xl space-y-12 px-4 py-10 sm:px-6 sm:py-14">
        <header>
          <AccountNav root={root} locale={locale} here="profile" />
          <h1 className="font-display text-title">{t("title")}</h1>
          <p className="mt-2 text-lg text-muted">{t("lead")}</p>
          {news !== null && <div className="mt-5"><Notice tone="good" role="status">{news}</Notice></div>}
        </header>
        <section aria-labelledby="correct">
          <h2 id="correct" className="font-display text-heading">{t("correct.title")}</h2>
          <CorrectForm
            profile={view.profile}
            texts={{
              firstName: t("correct.firstName"), lastName: t("correct.lastName"), town: t("correct.town"), townHint: t("correct.townHint"), locale: t("correct.locale"), fr: "Français", en: "English", email: t("correct.email"),
              emailHint: t("correct.emailHint", { email: view.company.email }), save: t("correct.save"), missing: t("correct.missing"), tooLong: t("correct.tooLong"), signedOut: t("visitor"),
            }}
          />
        </section>
        <Consents view={view} locale={locale} />
        <Export locale={locale} />
        <section aria-labelledby="erase" className="rounded-3xl border border-line p-6 sm:p-8">
          <h2 id="erase" className="font-display text-heading">{t("erase.title")}</h2>
          <p className="mt-2 text-muted">{t("erase.teaser")}</p>
          <p className="mt-5"><ShopLink root={root} to="profile/data/erase" className={buttonStyle("quiet")}>{t("erase.open")}</ShopLink></p>
        </section>
      </div>
    </ShopFrame>
  );
}

function Consents({ view, locale }: { readonly view: DataView; readonly locale: Locale }) {
  const t = words(locale, "privacy");
  return (
    <section aria-labelledby="consents">
      <h2 id="consents" className="scroll-mt-24 font-display text-heading">{t("consents.title")}</h2>
      <p className="mt-1 text-muted">{t("consents.lead")}</p>
      <ul className="mt-5 divide-y divide-line border-y border-line">
        {view.consents.map(({ kind, given, periods }) => (
          <li key={kind} className="py-5">
            <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
              <div className="min-w-0 flex-1 basis-72">
                <h3 className="flex flex-wrap items-center gap-2 font-medium">{t(`consents.${kind}`)} <Badge tone={given ? "accent" : "plain"}>{given ? t("consents.given") : t("consents.notGiven")}</Badge></h3>
                <p className="mt-1 text-[0.9375rem] text-muted">{t(`consents.${kind}Text`)}</p>
              </div>
              <form action={consentAction}>
                <input type="hidden" name="kind" value={kind} />
                <SubmitButton kind="quiet" name="given" value={given ? "no" : "yes"}>{given ? t("consents.takeBack") : t("consents.give")}</SubmitButton>
              </form>
            </div>
            {periods.length > 0 && (
              <details className="mt-3 text-sm">
                <summary className="min-h-8 cursor-pointer text-muted">{t("consents.history")}</summary>
                <ul className="mt-2 space-y-1">
                  {periods.map(({ givenAt, withdrawnAt }) => (
                    <li key={givenAt.getTime()}>{withdrawnAt ? t("consents.period", { from: momentText(givenAt, locale, view.timeZone), to: momentText(withdrawnAt, locale, view.timeZone) }) : t("consents.since", { from: momentText(givenAt, locale, view.timeZone) })}</li>
                  ))}
                </ul>
              </details>
            )}
          </li>
        ))}
        <li className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3 py-5">
          <div className="min-w-0 flex-1 basis-72">
            <h3 className="font-medium">{t("consents.cookie")}</h3>
            <p className="mt-1 text-[0.9375rem] text-muted">{t("consents.cookieText")}</p>
          </div>
          <ShopLink root={root} to="cookies" className={buttonStyle("quiet")}>{t("consents.cookieOpen")}</ShopLink>
        </li>
      </ul>
    </section>
  );
}

function Export({ locale }: { readonly locale: Locale }) {
  const t = words(locale, "privacy");
  const parts = [...FILE_PARTS, "wallet"] as const;
  return (
    <section aria-labelledby="export">
      <h2 id="export" className="font-display text-heading">{t("export.title")}</h2>
      <p className="mt-1 text-muted">{t("export.lead")}</p>
      <p className="mt-5"><a href={hrefIn(root, "profile/data/export")} download className={buttonStyle("primary")}>{t("export.json")}</a></p>
      <h3 className="mt-7 font-medium">{t("export.csv")}</h3>
      <ul className="mt-2 grid gap-x-8 sm:grid-cols-2">
        {parts.map((part) => (
          <li key={part} className="border-b border-line"><a href={hrefIn(root, `profile/data/export?part=${part}`)} download className="flex min-h-11 items-center justify-between gap-4 hover:underline"><span>{t(`parts.${part}`)}</span><span className="text-sm text-muted">CSV</span></a></li>
        ))}
      </ul>
    </section>
  );
}
