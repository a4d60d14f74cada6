import type { Metadata } from "next";
import { FilterDate, FilterSearch, FilterSelect } from "@/components/office/filters";
import { type Column, Table } from "@/components/office/table";
import { ShopLink } from "@/components/shop/shop-link";
import { rootAt } from "@/lib/kernel/address";
import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import type { TrailRow } from "@/lib/office/types";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { deedText, Values } from "../../_components/deed";
import { OfficeFrame } from "../../_components/office-frame";
import { OfficeList } from "../../_components/office-list";
import { loadTrail, NOUNS, type TrailView } from "./load";

export const instant = false;

const root = rootAt(2);

type Props = {
  readonly params: Promise<{ readonly locale: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officeTrail")("title"), robots: { index: false } };
}

/** Who did what, before, after and why. */
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
  const last = page.rows.at(-1);
  return (
    <OfficeList
      root={root} list="trail" locale={locale} asked={asked}
      any={page.rows.length > 0} next={page.more && last ? { before: last.id } : null}
      questions={<>
        <FilterSearch name="q" label={t("search")} hint={t("searchHint")} value={asked.q} />
        <FilterSelect name="noun" label={t("about")} value={asked.noun} choices={[{ value: "", label: t("all") }, ...NOUNS.map((value) => ({ value, label: t(`nouns.${value}`) }))]} />
        <FilterSelect name="actor" label={t("who")} value={asked.actor} choices={[{ value: "", label: t("everybody") }, ...view.actors.map(({ id, name }) => ({ value: id, label: name }))]} />
        <FilterDate name="from" label={t("from")} value={asked.from} />
        <FilterDate name="until" label={t("until")} value={asked.until} />
      </>}
    >
      <Table label={t("title")} columns={columnsOf(view, locale)} rows={page.rows} keyOf={({ id }) => id} empty={t("none")} />
    </OfficeList>
  );
}

/** Where a subject has a page of its own. */
function pageOf(subject: string): string | null {
  if (subject.startsWith("mem_")) return `office/members/${subject}`;
  if (subject.startsWith("msg_")) return `office/forwarding/${subject}`;
  if (subject.startsWith("plan_")) return "office/plan";
  return subject.startsWith("aud_") ? "office/ledger/audit" : null;
}

function columnsOf({ timeZone }: TrailView, locale: Locale): readonly Column<TrailRow>[] {
  const t = words(locale, "officeTrail");
  const time = dateFormat(locale, { dateStyle: "medium", timeStyle: "medium", timeZone });
  return [
    {
      key: "what", head: t("what"),
      cell: ({ action, subject, subjectName, reason, actor, actorName, occurredAt, orderNumber }) => {
        const to = orderNumber === null ? pageOf(subject) : `office/orders/${orderNumber}`;
        const name = orderNumber ?? subjectName ?? subject;
        return (
          <>
            <span className="font-medium">{deedText(action, locale)}</span>
            <span className="block break-all">{to === null ? name : <ShopLink root={root} to={to} className="inline-flex min-h-6 items-center underline decoration-1 underline-offset-4 hover:decoration-2">{name}</ShopLink>}</span>
            {reason !== null && reason !== "" && <span className="mt-1 block max-w-prose text-muted">{reason}</span>}
            <span className="mt-1 block text-sm text-muted md:hidden">{actorName ?? actor}, <time dateTime={occurredAt.toISOString()}>{time.format(occurredAt)}</time></span>
          </>
        );
      },
    },
    { key: "who", head: t("who"), wide: true, cell: ({ actor, actorName, occurredAt }) => <>{actorName ?? actor}<time dateTime={occurredAt.toISOString()} className="block text-sm whitespace-nowrap text-muted">{time.format(occurredAt)}</time></> },
    { key: "before", head: t("before"), wide: true, cell: ({ before }) => <Values of={before} /> },
    { key: "after", head: t("after"), wide: true, cell: ({ after }) => <Values of={after} /> },
  ];
}
