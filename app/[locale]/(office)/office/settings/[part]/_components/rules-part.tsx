import { ActionForm } from "@/components/office/action-form";
import type { Locale } from "@/lib/kernel/locale";
import { money, writeDecimal } from "@/lib/kernel/money";
import { words } from "@/lib/web/words";
import { settingsTexts } from "../../_components/form-texts";
import { aloneAction, withdrawalAction } from "../actions";
import type { SettingsView } from "../load";

/** What one person may do alone, and when money goes back to whoever withdraws. */
export function RulesPart({ view: { adjustments, withdrawal, company: { currency } }, locale }: { readonly view: SettingsView; readonly locale: Locale }) {
  const t = words(locale, "officeSettings");
  const texts = settingsTexts(locale);
  return (
    <div className="space-y-10">
      <ActionForm action={aloneAction} texts={texts} groups={[{ title: t("rules.alone.title"), lead: t("rules.alone.lead"), asks: [
        { name: "amount", label: t("rules.alone.amount", { currency }), hint: t("rules.alone.hint"), kind: "decimal", value: writeDecimal(money(adjustments.aloneUpToMinor, currency), locale), required: true, wrong: t("rules.alone.wrong") },
      ] }]} />
      <ActionForm action={withdrawalAction} texts={texts} groups={[{ title: t("rules.withdrawal.title"), lead: t("rules.withdrawal.lead"), asks: [
        { name: "refundStart", label: t("rules.withdrawal.start"), kind: "select", value: withdrawal.refundStart, choices: (["on_return", "at_once"] as const).map((value) => ({ value, label: t(`rules.withdrawal.starts.${value}`) })) },
        { name: "transitDays", label: t("rules.withdrawal.transit"), hint: t("rules.withdrawal.transitHint"), kind: "number", value: String(withdrawal.transitDays), required: true, wrong: t("rules.withdrawal.wrong") },
      ] }]} />
    </div>
  );
}
