import type { Metadata } from "next";
import { AskForm } from "@/components/account/ask-form";
import { ShopLink } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { INPUT_STYLE } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { AccountFrame } from "../../_components/account-frame";
import { applyAction } from "./actions";
import { type ApplyView, loadApply } from "./load";

/** Stands on the reader's own row, so it waits for its request. */
export const instant = false;

const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "profile")("apply.title"), robots: { index: false } };
}

/** A customer asks to become a distributor. It costs nothing and promises no income. DESIGN §9 */
export default async function ApplyPage({ params }: Props) {
  const locale = await localeOf(params);
  const view = await loadApply();
  const t = words(locale, "profile");
  return (
    <AccountFrame locale={locale} root={root} here="profile/apply" title={t("apply.title")} lead={view ? t("apply.lead") : t("visitor")}>
      {view ? <Standing view={view} locale={locale} /> : <ShopLink root={root} to="sign-in" className={buttonStyle("primary")}>{t("signIn")}</ShopLink>}
    </AccountFrame>
  );
}

function Standing({ view: { customer, open, last }, locale }: { readonly view: ApplyView; readonly locale: Locale }) {
  const t = words(locale, "profile");
  if (!customer) return <p><ShopLink root={root} to="earnings" className={buttonStyle("primary")}>{t("apply.already")}</ShopLink></p>;
  if (last?.status === "open") return <Notice tone="good" role="status">{t("apply.waits")}</Notice>;
  if (!open) return <Notice>{t("apply.closed")}</Notice>;
  return (
    <div className="space-y-6">
      {last?.status === "refused" && <Notice>{t("apply.refused")}</Notice>}
      <AskForm action={applyAction} kind="primary" submit={t("apply.send")} said={{ ok: t("apply.waits"), waits: t("apply.waits"), closed: t("apply.closed"), no_customer: t("apply.noCustomer"), invalid_input: t("apply.tooLong"), signed_out: t("visitor") }}>
        <div>
          <label htmlFor="motive" className="mb-1.5 block text-sm font-medium">{t("apply.motive")}</label>
          <textarea id="motive" name="motive" rows={5} maxLength={1_000} className={INPUT_STYLE} aria-describedby="motive-hint" />
          <p id="motive-hint" className="mt-1.5 text-sm text-muted">{t("apply.hint")}</p>
        </div>
      </AskForm>
    </div>
  );
}
