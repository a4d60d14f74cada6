import { queryOf } from "@/components/office/filters";
import { type Column, Table } from "@/components/office/table";
import { ShopLink } from "@/components/shop/shop-link";
import { INPUT_STYLE } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { FoundDifference } from "@/lib/forwarding/reconciliation/queries";
import type { Day, Side } from "@/lib/forwarding/reconciliation/types";
import { rootAt } from "@/lib/kernel/address";
import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney, money } from "@/lib/kernel/money";
import { words } from "@/lib/web/words";
import { reconcileAction, resendAction } from "../actions";
import type { ForwardingView } from "../load";
import { ActForm } from "../../../_components/act-form";
import { ListEnd } from "../../../_components/list-end";

const root = rootAt(2);

/** Both sides by day and by sale, as they were compared last. */
export function ReconciliationPart({ view, locale }: { readonly view: ForwardingView; readonly locale: Locale }) {
  const t = words(locale, "officeForwarding");
  const { reconciliation: last, timeZone } = view;
  const time = dateFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
  return (
    <section aria-labelledby="reconciliation" className="space-y-5">
      <div>
        <h2 id="reconciliation" className="font-display text-heading">{t("reconciliation")}</h2>
        <p className="mt-1 max-w-prose text-muted">{t("reconciliationLead")}</p>
      </div>
      <ActForm act={reconcileAction} fields={{}} label={t("compare")} pendingLabel={t("comparing")} texts={{ no_answer: t("noAnswer"), refused: t("refused") }}>
        <label className="block text-sm">
          <span className="mb-1 block text-muted">{t("days")}</span>
          <select name="days" defaultValue="7" className={INPUT_STYLE}>
            {["1", "7", "31"].map((days) => <option key={days} value={days}>{t("lastDays", { days: Number(days) })}</option>)}
          </select>
        </label>
      </ActForm>
      {last === null && <p>{t("neverCompared")}</p>}
      {last?.failure != null && <Notice tone="bad">{t("compareFailed", { at: time.format(last.startedAt), why: last.failure })}</Notice>}
      {last?.failure === null && (
        <>
          <p>{t("compared", { at: time.format(last.startedAt), count: last.compared, underWay: last.underWay, differences: last.differences })}</p>
          <Table label={t("byDay")} columns={dayColumns(view, locale)} rows={last.days} keyOf={({ day }) => day} empty={t("noSales")} />
          {last.days.length > 0 && <ListEnd root={root} locale={locale} of={t("byDay")} file="comparison" />}
          {last.differences > 0 && <Table label={t("differences")} columns={differenceColumns(view, locale)} rows={view.differences} keyOf={({ id }) => id} empty={t("noDifferences")} />}
          {last.differences > 0 && <ListEnd root={root} locale={locale} of={t("differences")} next={view.more ? `office/forwarding?${queryOf({ after: view.differences.at(-1)?.id ?? "" })}#reconciliation` : null} file="differences" />}
        </>
      )}
    </section>
  );
}

function dayColumns({ currency }: ForwardingView, locale: Locale): readonly Column<Day>[] {
  const t = words(locale, "officeForwarding");
  const date = dateFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const side = (count: number, minor: string) => <>{formatMoney(money(BigInt(minor), currency), locale)}<span className="block text-sm text-muted">{t("sales", { count })}</span></>;
  return [
    { key: "day", head: t("day"), cell: ({ day }) => date.format(new Date(day)) },
    { key: "ours", head: t("ours"), numeric: true, cell: ({ ours, oursMinor }) => side(ours, oursMinor) },
    { key: "theirs", head: t("theirs"), numeric: true, cell: ({ theirs, theirsMinor }) => side(theirs, theirsMinor) },
  ];
}

function differenceColumns({ currency }: ForwardingView, locale: Locale): readonly Column<FoundDifference>[] {
  const t = words(locale, "officeForwarding");
  const amount = (minor: string): string => formatMoney(money(BigInt(minor), currency), locale);
  const side = (value: Side | null) => value === null ? t("nothing") : (
    <>
      {value.times > 1 ? t("times", { count: value.times, amount: amount(value.totalMinor) }) : amount(value.totalMinor)}
      {value.returnedMinor !== "0" && <span className="block text-sm text-muted">{t("returned", { amount: amount(value.returnedMinor) })}</span>}
      <span className="block text-sm break-all text-muted">{value.distributor ?? t("nobody")}</span>
    </>
  );
  return [
    {
      key: "sale", head: t("sale"),
      cell: ({ number, kind, ours }) => (
        <>
          {ours === null ? number : <ShopLink root={root} to={`office/orders/${number}`} className="font-medium underline decoration-1 underline-offset-4 hover:decoration-2">{number}</ShopLink>}
          <span className="block text-sm text-danger">{t(`kinds.${kind}`)}</span>
        </>
      ),
    },
    { key: "ours", head: t("ours"), numeric: true, wide: true, cell: ({ ours }) => side(ours) },
    { key: "theirs", head: t("theirs"), numeric: true, wide: true, cell: ({ theirs }) => side(theirs) },
    {
      key: "act", head: t("act"),
      cell: ({ id, ours, resentAt }) => {
        if (ours === null) return <span className="text-sm text-muted">{t("notOurs")}</span>;
        if (resentAt !== null) return <span className="text-sm text-muted">{t("resent")}</span>;
        return <ActForm act={resendAction} fields={{ difference: id }} label={t("resend")} pendingLabel={t("sending")} texts={{ resent_before: t("resent"), refused: t("refused") }} />;
      },
    },
  ];
}
