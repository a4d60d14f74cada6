import type { Metadata } from "next";
import { FilterSearch, Filters, queryOf } from "@/components/office/filters";
import { type Column, Table } from "@/components/office/table";
import { hrefIn, ShopLink } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import type { TrailRow } from "@/lib/office/types";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { OfficeFrame } from "../../_components/office-frame";
import { loadTrail, type TrailView } from "./load";

export const instant = false;

const root = rootAt(2);

type Props = {
  readonly params: Promise<{ readonly locale: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officeTrail")("title"), robots: { index: false } };
}

export default async function TrailPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const view = await loadTrail(await searchParams);
  const t = words(locale, "officeTrail");
  return (
    <OfficeFrame locale={locale} root={root} page="trail" here="office/trail" title={t("title")}>
      <p className="mt-2 max-w-prose text-muted">{t("lead")}</p>
      {view && <Trail view={view} locale={locale} />}
    </OfficeFrame>
  );
}

function Trail({ view, locale }: { readonly view: TrailView; readonly locale: Locale }) {
  const t = words(locale, "officeTrail");
  const { asked, page } = view;
  const older = queryOf({ ...asked, before: page.rows.at(-1)?.id ?? "" });
  return (
    <>
      <Filters action={hrefIn(root, "office/trail")} submit={t("find")}>
        <FilterSearch name="action" label={t("action")} hint={t("actionHint")} value={asked.action} />
        <FilterSearch name="subject" label={t("subject")} hint={t("subjectHint")} value={asked.subject} />
      </Filters>
      <Table label={t("title")} columns={columnsOf(view, locale)} rows={page.rows} keyOf={({ id }) => id} empty={t("none")} />
      {page.more && <p className="mt-4"><ShopLink root={root} to={`office/trail?${older}`} className={buttonStyle("plain")}>{t("older")}</ShopLink></p>}
    </>
  );
}

function columnsOf({ timeZone }: TrailView, locale: Locale): readonly Column<TrailRow>[] {
  const t = words(locale, "officeTrail");
  const time = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium", timeZone });
  const values = (value: unknown): string => (value === null ? "" : JSON.stringify(value));
  return [
    { key: "when", head: t("when"), cell: ({ occurredAt }) => <time dateTime={occurredAt.toISOString()} className="text-sm whitespace-nowrap text-muted">{time.format(occurredAt)}</time> },
    { key: "who", head: t("who"), cell: ({ actor, actorName }) => actorName ?? actor },
    {
      key: "what", head: t("what"),
      cell: ({ action, subject, reason }) => (
        <>
          <code className="text-sm">{action}</code>
          <span className="block text-sm break-all text-muted">{subject}</span>
          {reason !== null && <span className="mt-1 block max-w-prose">{reason}</span>}
        </>
      ),
    },
    { key: "before", head: t("before"), wide: true, cell: ({ before }) => <code className="text-sm break-all text-muted">{values(before)}</code> },
    { key: "after", head: t("after"), wide: true, cell: ({ after }) => <code className="text-sm break-all text-muted">{values(after)}</code> },
  ];
}
