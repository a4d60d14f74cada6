import type { Metadata } from "next";
import { ShopLink } from "@/components/shop/shop-link";
import { rootAt } from "@/lib/kernel/address";
import { wallClock } from "@/lib/kernel/clock";
import type { Locale } from "@/lib/kernel/locale";
import { fieldsFrom } from "@/lib/plan/drafts/input";
import { DEFAULT_PLAN } from "@/lib/plan/rules";
import { PARTIES, type PlanReason, STAGES } from "@/lib/plan/types";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { OfficeFrame } from "../../../_components/office-frame";
import { loadPlan, type PlanView } from "../load";
import { PlanForm } from "./_components/plan-form";

export const instant = false;

const root = rootAt(3);
const DAY_MS = 86_400_000;
const REASONS = ["malformed", "missing", "unknown_key", "unknown_choice", "not_a_rate", "not_an_amount", "not_a_binding", "parts_do_not_add_up", "part_without_person"] as const satisfies readonly PlanReason[];
const REFUSALS = ["not_allowed", "invalid_input", "invalid", "starts_in_the_past", "start_is_taken"] as const;

type Props = { readonly params: Promise<{ readonly locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officePlan")("newTitle"), robots: { index: false } };
}

/** A version to come: written, checked as it is typed, tried on last month, and published. */
export default async function NewPlanPage({ params }: Props) {
  const locale = await localeOf(params);
  const view = await loadPlan();
  const t = words(locale, "officePlan");
  return (
    <OfficeFrame locale={locale} root={root} page="plan" here="office/plan/new" title={t("newTitle")}>
      <p className="mt-2"><ShopLink root={root} to="office/plan" className="inline-flex min-h-11 items-center text-sm text-muted underline underline-offset-4">{t("back")}</ShopLink></p>
      <p className="mt-1 max-w-prose text-muted">{t("newLead")}</p>
      {view && <Draft view={view} locale={locale} />}
    </OfficeFrame>
  );
}

function Draft({ view, locale }: { readonly view: PlanView; readonly locale: Locale }) {
  const t = words(locale, "officePlan");
  const latest = view.versions[0];
  const tomorrow = new Date(wallClock(view.at, view.timeZone).getTime() + DAY_MS).toISOString().slice(0, 10);
  const sentences = <Key extends string>(keys: readonly Key[], say: (key: Key) => string) => Object.fromEntries(keys.map((key) => [key, say(key)])) as Record<Key, string>;
  return (
    <PlanForm
      fields={{ ...fieldsFrom(latest?.plan ?? DEFAULT_PLAN, view.currency), startsOn: "", reason: "" }} currency={view.currency} deed={view.deed} earliest={tomorrow} locale={locale}
      stages={sentences(STAGES, (stage) => t(`stages.${stage}`))} stageHints={sentences(STAGES, (stage) => t(`stageHints.${stage}`))} parties={sentences(PARTIES, (party) => t(`parties.${party}`))}
      problems={sentences(REASONS, (reason) => t(`problems.${reason}`))} refusals={sentences(REFUSALS, (reason) => t(`refusals.${reason}`))}
      choices={{
        base: (["gross", "net"] as const).map((value) => ({ value, label: t(`bases.${value}`) })),
        earnOnCredit: (["no", "yes"] as const).map((value) => ({ value, label: t(value) })),
        binding: [{ value: "lifetime", label: t("bindings.lifetime") }, { value: "months", label: t("bindings.months") }, { value: "per-order", label: t("bindings.per-order") }],
        selfPurchase: (["full", "buyer-only"] as const).map((value) => ({ value, label: t(`selfPurchases.${value}`) })),
        volumePolicy: (["full", "net-of-cashback", "none"] as const).map((value) => ({ value, label: t(`volumes.${value}`) })),
      }}
      texts={{
        total: t("totalRate"), parts: t("parts"), adds: t("adds"), misses: t("misses"), over: t("over"), settings: t("settings"), base: t("base"), earnOnCredit: t("earnOnCredit"), binding: t("binding"), months: t("months"),
        selfPurchase: t("selfPurchase"), volumePolicy: t("volumePolicy"), minBase: t("minBase"), capPool: t("capPool"), noLimit: t("noLimit"), preview: t("preview.ask"), previewing: t("preview.asking"), previewTitle: t("preview.title"),
        today: t("preview.today"), then: t("preview.then"), change: t("preview.change"), cut: t("preview.cut"), publishTitle: t("publishTitle"), startsOn: t("startsOn"), startsHint: t("startsHint"), reason: t("reason"), reasonHint: t("reasonHint"),
        publish: t("publish"), publishing: t("publishing"), correct: t("correct"), startWrong: t("startWrong"), reasonWrong: t("reasonWrong"),
      }}
    />
  );
}
