import type { Metadata } from "next";
import { AskForm } from "@/components/account/ask-form";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { dayText } from "@/lib/web/dates";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { OfficeFrame } from "../../_components/office-frame";
import { DecisionForm } from "./_components/decision";
import { openAction } from "./actions";
import { type ApplicationsView, loadApplications } from "./load";

export const instant = false;

type Props = { readonly params: Promise<{ readonly locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officeApplications")("title"), robots: { index: false } };
}

/** Customers who ask to become distributors. */
export default async function ApplicationsPage({ params }: Props) {
  const locale = await localeOf(params);
  const view = await loadApplications();
  const t = words(locale, "officeApplications");
  return (
    <OfficeFrame locale={locale} root={rootAt(2)} page="applications" here="office/applications" title={t("title")}>
      <p className="mt-3 max-w-prose text-lg text-muted">{t("lead")}</p>
      {view && <Waiting view={view} locale={locale} />}
    </OfficeFrame>
  );
}

function Waiting({ view: { open, maySet, waiting, timeZone }, locale }: { readonly view: ApplicationsView; readonly locale: Locale }) {
  const t = words(locale, "officeApplications");
  return (
    <>
      <div className="mt-6 flex flex-wrap items-center gap-4 rounded-card border border-line bg-raised p-5">
        <p className="flex-1 basis-64">{open ? t("isOpen") : t("isClosed")}</p>
        {maySet && <AskForm action={openAction} submit={open ? t("close") : t("open")} said={{ not_allowed: t("not_allowed"), invalid_input: t("not_allowed") }}><input type="hidden" name="open" value={open ? "no" : "yes"} /></AskForm>}
      </div>
      {waiting.length === 0 ? <p className="mt-8">{t("none")}</p> : (
        <ul className="mt-8 space-y-5">
          {waiting.map(({ id, name, email, orders, motive, createdAt }) => (
            <li key={id} className="rounded-card border border-line bg-raised p-5">
              <p className="font-medium">{name || email}</p>
              <p className="text-sm text-muted">{name === "" ? "" : `${email} · `}{t("since", { date: dayText(createdAt, locale, timeZone) })} · {t("orders", { count: orders })}</p>
              {motive !== "" && <blockquote className="mt-3 max-w-prose border-l-2 border-line pl-4">{motive}</blockquote>}
              <DecisionForm application={id} texts={{
                reason: t("reason"), reasonHint: t("reasonHint"), approve: t("approve"), refuse: t("refuse"), approved: t("done"),
                decided_before: t("decided_before"), no_customer: t("no_customer"), not_allowed: t("not_allowed"), invalid_input: t("invalid_input"),
              }} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
