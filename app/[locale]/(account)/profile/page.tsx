import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AskForm } from "@/components/account/ask-form";
import { ShopLink, type Standing } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ShopFrame } from "../../(shop)/_components/shop-frame";
import { AccountFrame } from "../_components/account-frame";
import { AccountNav } from "../_components/account-nav";
import { Devices } from "./_components/devices";
import { Factor } from "./_components/factor";
import { NoticeChoices } from "./_components/notice-choices";
import { Password } from "./_components/password";
import { saveNamesAction } from "./actions";
import { loadProfile, type ProfileView } from "./load";

/** One person's page: it waits for its request and is whole in its first answer. */
export const instant = false;

const root = rootAt(1);

type Props = { readonly params: Promise<{ readonly locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "profile")("title"), robots: { index: false } };
}

export default async function ProfilePage({ params }: Props) {
  const locale = await localeOf(params);
  const view = await loadProfile();
  const t = words(locale, "profile");
  if (!view) {
    return (
      <AccountFrame locale={locale} root={root} here="profile" title={t("title")} lead={t("visitor")}>
        <ShopLink root={root} to="sign-in" className={buttonStyle("primary")}>{t("signIn")}</ShopLink>
      </AccountFrame>
    );
  }
  const part = { view, locale, root };
  return (
    <ShopFrame locale={locale} root={root} here="profile">
      <div className="mx-auto max-w-3xl px-4 py-10 sm:px-6 sm:py-14">
        <AccountNav root={root} locale={locale} here="profile" />
        <h1 className="font-display text-title">{t("title")}</h1>
        <p className="mt-2 text-lg text-muted">{t("lead", { email: view.email })}</p>
        <Section id="you" title={t("you.title")}><You {...part} /></Section>
        <Section id="password" title={t("password.title")} lead={view.passwordSince ? t("password.has") : t("password.none")}><Password {...part} /></Section>
        <Section id="factor" title={t("factor.title")} lead={view.recoveryLeft === null ? t("factor.none") : t("factor.has", { count: view.recoveryLeft })}><Factor {...part} /></Section>
        <Section id="devices" title={t("devices.title")} lead={t("devices.lead")}><Devices {...part} /></Section>
        <Section id="notices" title={t("notices.title")} lead={t("notices.lead")}><NoticeChoices {...part} /></Section>
        {view.application && <Section id="distributor" title={t("apply.title")} lead={t("apply.short")}><p><ShopLink root={root} to="profile/apply" className={buttonStyle("quiet")}>{t("apply.open")}</ShopLink></p></Section>}
        <Section id="data" title={t("data.title")} lead={t("data.lead")}><p><ShopLink root={root} to="profile/data" className={buttonStyle("quiet")}>{t("data.open")}</ShopLink></p></Section>
        <p className="mt-14"><ShopLink root={root} to="wallet" className={buttonStyle("plain", "-ml-3")}>{t("wallet")}</ShopLink></p>
      </div>
    </ShopFrame>
  );
}

export type PartProps = Standing & { readonly view: ProfileView; readonly locale: Locale };

function Section({ id, title, lead, children }: { readonly id: string; readonly title: string; readonly lead?: string; readonly children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="mt-12 border-t border-line pt-8">
      <h2 id={id} className="font-display text-heading">{title}</h2>
      {lead !== undefined && <p className="mt-1 max-w-prose text-muted">{lead}</p>}
      <div className="mt-5">{children}</div>
    </section>
  );
}

/** Names here; what the shop shows of the reader is changed where it is seen, on the page that they share. */
function You({ view, locale, root }: PartProps) {
  const t = words(locale, "profile");
  return (
    <div className="grid gap-8 sm:grid-cols-[1fr_auto]">
      <AskForm action={saveNamesAction} submit={t("save")} said={{ ok: t("saved"), invalid_input: t("you.tooLong"), signed_out: t("visitor") }}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field id="firstName" name="firstName" autoComplete="given-name" defaultValue={view.firstName} key={view.firstName} label={t("you.firstName")} />
          <Field id="lastName" name="lastName" autoComplete="family-name" defaultValue={view.lastName} key={`${view.lastName}.`} label={t("you.lastName")} />
        </div>
      </AskForm>
      <div className="flex items-center gap-4 sm:flex-col sm:items-start">
        {view.picture === null ? <span aria-hidden="true" className="grid size-20 place-items-center rounded-full bg-sand font-display text-3xl">{(view.firstName || view.email).slice(0, 1).toUpperCase()}</span> : <img src={view.picture} alt="" width={80} height={80} className="size-20 rounded-full object-cover" />}
        <p className="min-w-0 text-sm"><span className="block break-all text-muted">/{view.handle}</span><ShopLink root={root} to="share" className="inline-flex min-h-9 items-center text-accent underline underline-offset-4">{t("you.shop")}</ShopLink></p>
      </div>
    </div>
  );
}
