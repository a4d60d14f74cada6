import type { Metadata } from "next";
import { FilterDate, FilterSearch, FilterSelect } from "@/components/office/filters";
import { Table } from "@/components/office/table";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { OfficeFrame } from "../../_components/office-frame";
import { OfficeList } from "../../_components/office-list";
import { LastAudit } from "./_components/last-audit";
import { Liability, Totals } from "./_components/totals";
import { transactionColumns } from "./_components/transaction";
import { KINDS, type LedgerView, loadLedger } from "./load";

export const instant = false;

const root = rootAt(2);

type Props = {
  readonly params: Promise<{ readonly locale: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officeLedger")("title"), robots: { index: false } };
}

/** The book: what stands on the accounts, what is owed and since when, every transaction, and whether it all holds. */
export default async function LedgerPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const view = await loadLedger(await searchParams);
  const t = words(locale, "officeLedger");
  return (
    <OfficeFrame locale={locale} root={root} page="ledger" here="office/ledger" title={t("title")}>
      <p className="mt-2 max-w-prose text-muted">{t("lead")}</p>
      {view && <Book view={view} locale={locale} />}
    </OfficeFrame>
  );
}

function Book({ view, locale }: { readonly view: LedgerView; readonly locale: Locale }) {
  return (
    <div className="mt-6 space-y-12">
      <LastAudit run={view.lastAudit} locale={locale} root={root} timeZone={view.timeZone} />
      <Totals view={view} locale={locale} root={root} />
      <Liability view={view} locale={locale} root={root} />
      <Transactions view={view} locale={locale} />
    </div>
  );
}

function Transactions({ view, locale }: { readonly view: LedgerView; readonly locale: Locale }) {
  const t = words(locale, "officeLedger");
  const { asked, page, day } = view;
  return (
    <section aria-labelledby="transactions">
      <h2 id="transactions" className="font-display text-heading">{t("transactions")}</h2>
      <OfficeList
        root={root} list="ledger" part="transactions" of={t("transactions")} locale={locale} asked={{ key: asked.key, day: asked.key === "" ? asked.day : "", kind: asked.kind }}
        any={page.rows.length > 0} next={view.older === "" ? null : { day, before: view.older }}
        questions={<>
          <FilterSearch name="key" label={t("key")} hint={t("keyHint")} value={asked.key} />
          <FilterDate name="day" label={t("day")} value={day} />
          <FilterSelect name="kind" label={t("kind")} value={asked.kind} choices={[{ value: "", label: t("all") }, ...KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))]} />
        </>}
      >
        <Table label={t("transactions")} columns={transactionColumns(view.timeZone, locale, root)} rows={page.rows} keyOf={({ id }) => id} empty={asked.key === "" ? t("none") : t("nothingFound", { key: asked.key })} />
      </OfficeList>
    </section>
  );
}
