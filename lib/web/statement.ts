import type { MovementLine } from "@/lib/earnings/types";
import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney, type Money, money } from "@/lib/kernel/money";
import type { Words } from "./words";

const KINDS = ["cashback", "refund", "refund_cancel", "reattribute", "hold", "release", "capture", "dispute_hold", "dispute_release", "payout", "payout_return", "adjustment", "merge"] as const;
type Kind = (typeof KINDS)[number];

/** What a movement of a distributor's statement is, in a sentence. A kind that is not known here yet is still a movement. */
export function sentenceOf({ kind, orderNumber }: Pick<MovementLine, "kind" | "orderNumber">, t: Words<"earnings">): string {
  const known = KINDS.find((one): one is Kind => one === kind);
  return known === undefined ? t("movement.other") : t(`movement.${known}`, { order: orderNumber ?? "" });
}

/** "novembre 2026". @param month `2026-11` */
export function monthName(month: string, locale: Locale): string {
  return dateFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(`${month}-01T00:00:00Z`));
}

/** "+36,30 €", "−5,00 €": what a movement did, with a sign that is as wide as a figure. */
export function signed(amount: Money, locale: Locale): string {
  if (amount.minor === 0n) return formatMoney(amount, locale);
  return `${amount.minor > 0n ? "+" : "\u2212"}${formatMoney(money(amount.minor < 0n ? -amount.minor : amount.minor, amount.currency), locale)}`;
}
