import type { Metadata } from "next";
import { ShopLink } from "@/components/shop/shop-link";
import { Button, buttonStyle } from "@/components/ui/button";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { AccountFrame } from "../../_components/account-frame";
import { CodeForm } from "./_components/code-form";
import { beginAction } from "./actions";
import { type FactorView, loadFactor } from "./load";

/** Stands on the reader's session, so it waits for its request; whole in its first answer, also without JavaScript. */
export const instant = false;

const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "factor")("title"), robots: { index: false } };
}

/** Sets up the second factor, or asks for it. */
export default async function FactorPage({ params }: Props) {
  const locale = await localeOf(params);
  const view = await loadFactor();
  const t = words(locale, "factor");
  return (
    <AccountFrame locale={locale} root={root} here="sign-in/factor" title={t("title")} lead={view ? t(`lead.${view.step}`) : t("signedOut")}>
      {view ? <Step view={view} locale={locale} /> : <ShopLink root={root} to="sign-in" className={buttonStyle("primary")}>{t("signIn")}</ShopLink>}
    </AccountFrame>
  );
}

function Step({ view, locale }: { readonly view: FactorView; readonly locale: Locale }) {
  const t = words(locale, "factor");
  if (view.step === "begin") return <form action={beginAction}><Button>{t("begin.start")}</Button></form>;
  const next = (
    <p className="flex flex-wrap gap-4">
      {view.step !== "done" || view.operator ? <ShopLink root={root} to="office" className={buttonStyle("primary")}>{t("done.office")}</ShopLink> : null}
      <ShopLink root={root} to="wallet" className={buttonStyle("quiet")}>{t("done.wallet")}</ShopLink>
    </p>
  );
  const settingUp = view.step === "setUp";
  return (
    <CodeForm
      texts={{
        code: settingUp ? t("setUp.code") : t("asked.code"), hint: settingUp ? "" : t("asked.hint"), open: settingUp ? t("setUp.confirm") : t("asked.open"),
        wrong: t("wrong"), slow: t("slow"), signedOut: t("signedOut"), title: t("done.title"), explain: t("done.explain"),
      }}
      next={next}
      done={view.step === "done"}
    >
      {settingUp && (
        <div className="flex flex-wrap items-center gap-6">
          <div role="img" aria-label={t("setUp.qr")} className="size-44 shrink-0 overflow-hidden rounded-2xl border border-line bg-white p-1 [&>svg]:size-full" dangerouslySetInnerHTML={{ __html: view.qr }} />
          <p className="min-w-0 flex-1 basis-40 text-sm text-muted">{t("setUp.byHand")}<code className="mt-1.5 block text-base break-all text-ink">{view.secret.match(/.{1,4}/g)?.join(" ")}</code></p>
        </div>
      )}
    </CodeForm>
  );
}
