import type { Metadata } from "next";
import { FilterSelect, queryOf } from "@/components/office/filters";
import { hrefIn, ShopLink } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { type Root, rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney, money, writeDecimal } from "@/lib/kernel/money";
import { momentText } from "@/lib/web/dates";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { OfficeFrame } from "../../_components/office-frame";
import { OfficeList } from "../../_components/office-list";
import { FileButton, SettingsForm } from "./_components/forms";
import { PayoutList } from "./_components/payout-list";
import { loadPayouts, type PayoutsView } from "./load";

export const instant = false;

const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string }>; readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> };
type Part = { readonly view: PayoutsView; readonly locale: Locale; readonly root: Root };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officePayouts")("title"), robots: { index: false } };
}

/** Pay-outs that wait for a decision, for the bank, or for its answer; and how the company pays out. */
export default async function PayoutsPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const t = words(locale, "officePayouts");
  const view = await loadPayouts(await searchParams);
  return (
    <OfficeFrame locale={locale} root={root} page="payouts" here="office/payouts" title={t("title")}>
      {view && (
        <>
          <p className="mt-3 text-lg text-muted">{t(`lead.${view.settings.method}`)}</p>
          <OfficeList
            root={root} list="payouts" locale={locale} asked={{ list: view.asked.list === "open" ? "" : view.asked.list }} any={view.rows.length > 0} next={view.next === null ? null : { after: view.next }}
            questions={<FilterSelect name="list" label={t("lists")} value={view.asked.list} choices={(["open", "ended"] as const).map((value) => ({ value, label: t(`list.${value}`) }))} />}
          >
            <PayoutList rows={view.rows} empty={t(`none.${view.asked.list}`)} locale={locale} timeZone={view.timeZone} />
          </OfficeList>
          {view.settings.method === "sepa" && <Files view={view} locale={locale} root={root} />}
          {view.maySet && <Settings view={view} locale={locale} root={root} />}
        </>
      )}
    </OfficeFrame>
  );
}

function Files({ view, locale }: Part) {
  const t = words(locale, "officePayouts");
  const approved = view.sums.get("approved") ?? { count: 0, minor: 0n };
  return (
    <section aria-labelledby="files" className="mt-12">
      <h2 id="files" className="font-display text-heading">{t("file.title")}</h2>
      <p className="mt-2 text-muted">{t("file.approved", { count: approved.count, amount: formatMoney(money(approved.minor, view.currency), locale) })}</p>
      <FileButton texts={{ make: t("file.make"), made: t("file.made"), nothing_approved: t("file.nothing"), no_account: t("file.noAccount"), not_allowed: t("notAllowed"), invalid_input: t("notAllowed") }} />
      {view.files.length > 0 && (
        <ul className="mt-4 divide-y divide-line border-y border-line">
          {view.files.map(({ id, at, payments }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-3">
              <span>{momentText(at, locale, view.timeZone)} · {t("file.payments", { count: payments })}</span>
              <a href={hrefIn(root, `office/payouts/file?id=${id}`)} download className="inline-flex min-h-11 items-center text-accent underline underline-offset-4">{t("file.download")}</a>
            </li>
          ))}
        </ul>
      )}
      {view.olderFiles !== null && <p className="mt-3"><ShopLink root={root} to={`office/payouts?${queryOf({ files: view.olderFiles })}#files`} className={buttonStyle("plain")}>{t("file.older")}</ShopLink></p>}
    </section>
  );
}

function Settings({ view: { settings: { method, minimumMinor, afterDays, from }, currency }, locale }: Part) {
  const t = words(locale, "officePayouts");
  return (
    <section aria-labelledby="settings" className="mt-12">
      <h2 id="settings" className="font-display text-heading">{t("set.title")}</h2>
      <SettingsForm
        given={{ method, minimum: writeDecimal(money(minimumMinor, currency), locale), afterDays: String(afterDays), ...from }}
        texts={{
          method: t("set.method"), off: t("set.off"), sepa: t("set.sepa"), stripe: t("set.stripe"), minimum: t("set.minimum"), afterDays: t("set.afterDays"), afterDaysHint: t("set.afterDaysHint"),
          name: t("set.name"), iban: t("set.iban"), bic: t("set.bic"), bicHint: t("set.bicHint"), save: t("set.save"), saved: t("set.saved"), wrong: t("set.wrong"), notAllowed: t("notAllowed"),
        }}
      />
    </section>
  );
}
