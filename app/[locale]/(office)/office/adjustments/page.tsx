import type { Metadata } from "next";
import { FilterSelect } from "@/components/office/filters";
import { type Column, Table } from "@/components/office/table";
import { ShopLink } from "@/components/shop/shop-link";
import { Badge } from "@/components/ui/badge";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney } from "@/lib/kernel/money";
import type { AdjustmentRequest } from "@/lib/membership/adjustments/types";
import { dayText } from "@/lib/web/dates";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ListEnd } from "../../_components/list-end";
import { OfficeFrame } from "../../_components/office-frame";
import { OfficeList } from "../../_components/office-list";
import { Waiting } from "./_components/waiting";
import { type AdjustmentsView, ANSWERS, loadRequests } from "./load";

export const instant = false;

const root = rootAt(2);

type Props = {
  readonly params: Promise<{ readonly locale: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officeAdjustments")("title"), robots: { index: false } };
}

/** Adjustments of wallets that wait for a second person, and those that were answered. */
export default async function AdjustmentsPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const view = await loadRequests(await searchParams);
  const t = words(locale, "officeAdjustments");
  return (
    <OfficeFrame locale={locale} root={root} page="adjustments" here="office/adjustments" title={t("title")}>
      <p className="mt-2 max-w-prose text-muted">{t("lead")}</p>
      {view && <Both view={view} locale={locale} />}
    </OfficeFrame>
  );
}

function Both({ view, locale }: { readonly view: AdjustmentsView; readonly locale: Locale }) {
  const t = words(locale, "officeAdjustments");
  const [last, lastDecided] = [view.waiting.rows.at(-1), view.decided.rows.at(-1)];
  return (
    <>
      {last === undefined ? <p className="mt-6 rounded-card border border-line bg-raised px-6 py-10 text-center text-muted">{t("none")}</p> : <>
        <Waiting root={root} requests={view.waiting.rows} locale={locale} timeZone={view.timeZone} named />
        <ListEnd root={root} locale={locale} of={t("title")} next={view.waiting.more ? `office/adjustments?after=${last.id}` : null} file="adjustments?answer=waiting" />
      </>}
      <section aria-labelledby="decided" className="mt-12">
        <h2 id="decided" className="font-display text-heading">{t("decided")}</h2>
        <OfficeList
          root={root} list="adjustments" part="decided" of={t("decided")} locale={locale} asked={view.asked} any={view.decided.rows.length > 0} next={view.decided.more && lastDecided ? { before: lastDecided.id } : null}
          questions={<FilterSelect name="answer" label={t("answer")} value={view.asked.answer} choices={[{ value: "", label: t("all") }, ...ANSWERS.map((value) => ({ value, label: t(value) }))]} />}
        >
          <Table label={t("decided")} rows={view.decided.rows} keyOf={({ id }) => id} empty={t("noneDecided")} columns={columnsOf(view, locale)} />
        </OfficeList>
      </section>
    </>
  );
}

function columnsOf({ timeZone }: AdjustmentsView, locale: Locale): readonly Column<AdjustmentRequest>[] {
  const t = words(locale, "officeAdjustments");
  return [
    { key: "who", head: t("member"), cell: ({ member, memberName, reason }) => <><ShopLink root={root} to={`office/members/${member}`} className="inline-flex min-h-6 items-center font-medium underline underline-offset-4">{memberName ?? t("nameless")}</ShopLink><span className="block text-sm text-muted">{reason}</span></> },
    { key: "answer", head: t("answer"), cell: ({ approved, decidedByName, decidedAt }) => <><Badge tone={approved ? "accent" : "plain"}>{approved ? t("approved") : t("declined")}</Badge><span className="block text-sm text-muted">{decidedByName}{decidedAt && `, ${dayText(decidedAt, locale, timeZone)}`}</span></> },
    { key: "asked", head: t("asked"), wide: true, cell: ({ requestedByName }) => requestedByName },
    { key: "amount", head: t("amount"), numeric: true, cell: ({ amount }) => formatMoney(amount, locale) },
  ];
}
