import { ActionForm, type Ask } from "@/components/office/action-form";
import { ShopLink, type Standing } from "@/components/shop/shop-link";
import type { Locale } from "@/lib/kernel/locale";
import { environment } from "@/lib/web/env";
import { LEGAL_PAGES } from "@/lib/web/legal";
import { words } from "@/lib/web/words";
import { ListEnd } from "../../../../_components/list-end";
import { settingsTexts } from "../../_components/form-texts";
import { companyAction, handlesAction, languagesAction, senderAction, textAction } from "../actions";
import type { SettingsView } from "../load";

type Props = { readonly view: SettingsView; readonly locale: Locale };

/** The company as its papers name it. */
export function CompanyPart({ view: { company }, locale }: Props) {
  const t = words(locale, "officeSettings");
  const { legal, front } = company;
  const ask = (name: Parameters<typeof label>[0], value: string, more: Partial<Ask> = {}): Ask => ({ name, label: label(name), value, wrong: t("wrong"), ...more });
  function label(name: "name" | "legalName" | "email" | "timeZone" | "address" | "form" | "capital" | "registration" | "vatNumber" | "phone" | "director" | "host" | "returnAddress" | "mediatorName" | "mediatorAddress" | "mediatorUrl") {
    return t(`company.${name}`);
  }
  return (
    <ActionForm
      action={companyAction} texts={settingsTexts(locale)}
      groups={[
        { title: t("groups.name"), asks: [ask("name", company.name, { required: true }), ask("legalName", company.legalName), ask("email", company.email, { kind: "email" }), ask("timeZone", company.timeZone, { kind: "select", choices: Intl.supportedValuesOf("timeZone").map((zone) => ({ value: zone, label: zone })) }), ask("address", company.address, { kind: "area", rows: 3, wide: true })] },
        { title: t("groups.law"), lead: t("groups.lawLead"), asks: [ask("form", legal?.form ?? ""), ask("capital", legal?.capital ?? ""), ask("registration", legal?.registration ?? ""), ask("vatNumber", legal?.vatNumber ?? ""), ask("phone", legal?.phone ?? ""), ask("director", legal?.director ?? ""), ask("host", legal?.host ?? "", { kind: "area", rows: 2 }), ask("returnAddress", legal?.returnAddress ?? "", { kind: "area", rows: 2 })] },
        { title: t("groups.mediator"), asks: [ask("mediatorName", legal?.mediator.name ?? ""), ask("mediatorUrl", legal?.mediator.url ?? ""), ask("mediatorAddress", legal?.mediator.address ?? "", { wide: true })] },
        ...(front === undefined ? [] : [{ title: t("groups.front"), asks: (["fr", "en"] as const).flatMap((lang): Ask[] => [
          { name: `tagline.${lang}`, label: t(`tagline.${lang}`), value: front.tagline[lang] ?? "", lang, wide: true }, { name: `story.${lang}`, label: t(`story.${lang}`), value: front.story[lang] ?? "", kind: "area", rows: 5, lang, wide: true },
        ]) }]),
      ]}
    />
  );
}

/** Who mails come from. */
export function MailsPart({ view: { house }, locale }: Props) {
  const t = words(locale, "officeSettings");
  return (
    <ActionForm action={senderAction} texts={settingsTexts(locale)} groups={[{ lead: t("mails.address", { address: environment().mail.from }), asks: [
      { name: "name", label: t("mails.name"), hint: t("mails.nameHint"), value: house.sender.name, wrong: t("wrong") },
      { name: "replyTo", label: t("mails.replyTo"), hint: t("mails.replyToHint"), value: house.sender.replyTo, kind: "email", wrong: t("wrongAddress") },
    ] }]} />
  );
}

/** The pages of law, in the house's words or the company's. */
export function TextsPart({ view: { house }, locale, root }: Props & Standing) {
  const [t, legal] = [words(locale, "officeSettings"), words(locale, "legal")];
  return (
    <>
      <ul className="divide-y divide-line border-y border-line">
        {LEGAL_PAGES.map((page) => {
          const own = house.texts[page];
          return (
            <li key={page} className="py-3">
              <details>
                <summary className="flex min-h-11 cursor-pointer flex-wrap items-center justify-between gap-3"><span className="font-medium">{legal(`pages.${page}`)}</span><span className="text-sm text-muted">{own ? t("texts.own") : t("texts.house")}</span></summary>
                <div className="py-4">
                  <p className="mb-4 text-sm"><ShopLink root={root} to={`legal/${page}`} className="underline underline-offset-4">{t("texts.see")}</ShopLink></p>
                  <ActionForm kind="quiet" action={textAction} hidden={{ page }} texts={settingsTexts(locale)} groups={[{ lead: t("texts.lead"), asks: (["fr", "en"] as const).map((lang) => ({ name: lang, label: t(`texts.${lang}`), value: own?.[lang] ?? "", kind: "area" as const, rows: 10, lang, wide: true, wrong: t("wrong") })) }]} />
                </div>
              </details>
            </li>
          );
        })}
      </ul>
      <ListEnd root={root} locale={locale} file="texts" />
    </>
  );
}

/** Handles that nobody may take. */
export function HandlesPart({ view: { house }, locale, root }: Props & Standing) {
  const t = words(locale, "officeSettings");
  return (
    <>
      <ActionForm action={handlesAction} texts={settingsTexts(locale)} groups={[{ asks: [{ name: "handles", label: t("handles.label"), hint: t("handles.hint"), value: house.handles.join("\n"), kind: "area", rows: 8, wide: true, wrong: t("handles.wrong") }] }]} />
      {house.handles.length > 0 && <ListEnd root={root} locale={locale} file="handles" />}
    </>
  );
}

/** The languages that visitors are offered. */
export function LanguagesPart({ view: { house }, locale }: Props) {
  const t = words(locale, "officeSettings");
  return <ActionForm action={languagesAction} texts={settingsTexts(locale)} groups={[{ lead: t("languages.french"), asks: [{ name: "en", label: t("languages.english"), hint: t("languages.hint"), kind: "check", value: house.languages.includes("en") ? "on" : "", wide: true }] }]} />;
}
