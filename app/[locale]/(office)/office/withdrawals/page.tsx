import type { Metadata } from "next";
import { rootAt } from "@/lib/kernel/address";
import { type Locale, localized } from "@/lib/kernel/locale";
import { readCompany } from "@/lib/company/queries";
import { findOrder } from "@/lib/order/queries";
import { db } from "@/lib/web/database";
import { dayText, momentText } from "@/lib/web/dates";
import { localeOf } from "@/lib/web/place";
import { operatorWith } from "@/lib/web/viewer";
import { words } from "@/lib/web/words";
import { listWaitingWithdrawals } from "@/lib/withdrawal/queries";
import { OfficeFrame } from "../../_components/office-frame";
import { ReturnButtons } from "./_components/return-buttons";

export const instant = false;

const SHOWN_MAX = 100;

type Props = { readonly params: Promise<{ readonly locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "withdrawal")("office.title"), robots: { index: false } };
}

/** Withdrawals that wait for their goods. */
export default async function WithdrawalsPage({ params }: Props) {
  const locale = await localeOf(params);
  const t = words(locale, "withdrawal");
  return (
    <OfficeFrame locale={locale} root={rootAt(2)} page="withdrawals" here="office/withdrawals" title={t("office.title")}>
      <p className="mt-3 text-lg text-muted">{t("office.lead")}</p>
      <Waiting locale={locale} />
    </OfficeFrame>
  );
}

async function loadWaiting() {
  if (!(await operatorWith("refunds"))) return null;
  const [waiting, { timeZone }] = await Promise.all([listWaitingWithdrawals(db(), SHOWN_MAX), readCompany(db())]);
  return { timeZone, waiting: await Promise.all(waiting.map(async (one) => ({ ...one, found: await findOrder(db(), one.order) }))) };
}

async function Waiting({ locale }: { readonly locale: Locale }) {
  const t = words(locale, "withdrawal");
  const loaded = await loadWaiting();
  if (!loaded) return null;
  const { waiting, timeZone } = loaded;
  if (waiting.length === 0) return <p className="mt-8">{t("office.none")}</p>;
  return (
    <ul className="mt-8 space-y-5">
      {waiting.map(({ id, found, declaredAt, refundBy, evidence, contact, lines }) => (
        <li key={id} className="rounded-card border border-line p-5">
          <p className="font-medium">{found?.order.number} {contact?.name}</p>
          <p className="text-sm text-muted">{t("office.declared", { date: momentText(declaredAt, locale, timeZone) })} · {t("office.by", { date: dayText(new Date(refundBy.getTime() - 1), locale, timeZone) })}</p>
          <ul className="mt-2 list-disc pl-5">
            {lines.map(({ line, quantity }) => {
              const title = found?.lines.find((one) => one.id === line)?.title;
              return title && <li key={line}>{quantity} × {localized(title, locale)}</li>;
            })}
          </ul>
          <p className="mt-2">{evidence === "proof" ? t("office.proof", { words: contact?.proof ?? "" }) : t("office.awaited")}</p>
          <ReturnButtons withdrawal={id} hasProof={evidence === "proof"} texts={{
            goods: t("office.goods"), accept: t("office.accept"), done: t("office.done"), known_before: t("office.known_before"),
            unknown: t("office.unknown"), not_allowed: t("office.not_allowed"), invalid_input: t("office.invalid_input"),
          }} />
        </li>
      ))}
    </ul>
  );
}
