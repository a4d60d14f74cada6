import type { Metadata } from "next";
import { Table } from "@/components/office/table";
import { ShopLink } from "@/components/shop/shop-link";
import { Badge } from "@/components/ui/badge";
import { readCompany } from "@/lib/company/queries";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney } from "@/lib/kernel/money";
import { listAdjustmentRequests } from "@/lib/membership/adjustments/queries";
import { db } from "@/lib/web/database";
import { dayText } from "@/lib/web/dates";
import { localeOf } from "@/lib/web/place";
import { operatorWith } from "@/lib/web/viewer";
import { words } from "@/lib/web/words";
import { OfficeFrame } from "../../_components/office-frame";
import { Waiting } from "./_components/waiting";

export const instant = false;

const root = rootAt(2);
const DECIDED = 50;

type Props = { readonly params: Promise<{ readonly locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officeAdjustments")("title"), robots: { index: false } };
}

/** Adjustments of wallets that wait for a second person, and those that were answered. */
export default async function AdjustmentsPage({ params }: Props) {
  const locale = await localeOf(params);
  const t = words(locale, "officeAdjustments");
  return (
    <OfficeFrame locale={locale} root={root} page="adjustments" here="office/adjustments" title={t("title")}>
      <p className="mt-2 max-w-prose text-muted">{t("lead")}</p>
      <Both locale={locale} />
    </OfficeFrame>
  );
}

async function loadRequests() {
  if (!(await operatorWith("ledger"))) return null;
  const [waiting, decided, { timeZone }] = await Promise.all([listAdjustmentRequests(db(), { waiting: true }), listAdjustmentRequests(db(), { waiting: false, limit: DECIDED }), readCompany(db())]);
  return { waiting, decided, timeZone };
}

async function Both({ locale }: { readonly locale: Locale }) {
  const view = await loadRequests();
  if (!view) return null;
  const t = words(locale, "officeAdjustments");
  return (
    <>
      {view.waiting.length === 0 ? <p className="mt-6 rounded-card border border-line bg-raised px-6 py-10 text-center text-muted">{t("none")}</p> : <Waiting root={root} requests={view.waiting} locale={locale} timeZone={view.timeZone} named />}
      <h2 className="mt-12 mb-4 font-display text-heading">{t("decided")}</h2>
      <Table
        label={t("decided")} rows={view.decided} keyOf={({ id }) => id} empty={t("noneDecided")}
        columns={[
          { key: "who", head: t("member"), cell: ({ member, memberName, reason }) => <><ShopLink root={root} to={`office/members/${member}`} className="inline-flex min-h-6 items-center font-medium underline underline-offset-4">{memberName ?? t("nameless")}</ShopLink><span className="block text-sm text-muted">{reason}</span></> },
          { key: "answer", head: t("answer"), cell: ({ approved, decidedByName, decidedAt }) => <><Badge tone={approved ? "accent" : "plain"}>{approved ? t("approved") : t("declined")}</Badge><span className="block text-sm text-muted">{decidedByName}{decidedAt && `, ${dayText(decidedAt, locale, view.timeZone)}`}</span></> },
          { key: "asked", head: t("asked"), wide: true, cell: ({ requestedByName }) => requestedByName },
          { key: "amount", head: t("amount"), numeric: true, cell: ({ amount }) => formatMoney(amount, locale) },
        ]}
      />
    </>
  );
}
