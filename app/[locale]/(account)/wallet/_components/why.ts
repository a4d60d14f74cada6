import type { Locale } from "@/lib/kernel/locale";
import { type Currency, formatMoney, money } from "@/lib/kernel/money";
import { inShort } from "@/lib/plan/reasons/rules";
import type { ShareReason } from "@/lib/plan/types";
import { words } from "@/lib/web/words";
import type { Movement } from "../load";

const percent = (bps: bigint | number, locale: Locale): string => new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 }).format(Number(bps) / 10_000);

/** A credit in one sentence: "10,00 € : un achat de 100,00 € par votre lien, étage viral, 10 %". Null for a line that needs none. */
export function shortOf({ why, amount }: Movement, locale: Locale): string | null {
  const short = why && inShort(why.reasons, amount.minor);
  const stage = why?.reasons.find((reason) => reason.step === "stage")?.stage;
  if (!why || !short || stage === undefined || why.party === "company") return null;
  const t = words(locale, "statement");
  const rate = percent(short.rateBps, locale);
  return t(`why.short.${why.party}`, {
    amount: formatMoney(amount, locale), base: formatMoney(money(short.baseMinor, amount.currency), locale), stage: t(`why.stage.${stage}`), rate: short.exact ? rate : t("why.about", { rate }),
  });
}

/** The chain of reasons, one sentence each, in the order in which they apply. */
export function reasonLines({ why, amount }: Movement, locale: Locale): readonly string[] {
  return (why?.reasons ?? []).map((reason) => sentenceOf(reason, { locale, currency: amount.currency }));
}

function sentenceOf(reason: ShareReason, { locale, currency }: { readonly locale: Locale; readonly currency: Currency }): string {
  const t = words(locale, "statement");
  const sum = (minor: bigint): string => formatMoney(money(minor, currency), locale);
  switch (reason.step) {
    case "goods": return t("why.goods", { amount: sum(reason.goodsMinor) });
    case "credit_spent": return reason.earns ? t("why.creditEarns", { amount: sum(reason.creditMinor) }) : t("why.creditSpent", { amount: sum(reason.creditMinor) });
    case "vat_taken_out": return t("why.vat", { amount: sum(reason.vatMinor) });
    case "base": return t("why.base", { amount: sum(reason.baseMinor) });
    case "rate": return t("why.rate", { rate: percent(reason.rateBps, locale), base: sum(reason.baseMinor), amount: sum(reason.poolMinor) });
    case "min_base": return t("why.minBase", { amount: sum(reason.minBaseMinor) });
    case "cap": return t("why.cap", { amount: sum(reason.capPoolMinor) });
    case "pool": return t("why.pool", { amount: sum(reason.poolMinor) });
    case "stage": return t("why.of", { stage: t(`why.stage.${reason.stage}`) });
    case "distributor_part_stays": return t("why.stays");
    case "part": return t("why.part", { part: percent(reason.partBps, locale), of: percent(reason.ofBps, locale), amount: sum(reason.amountMinor) });
  }
}
