import { DeedForm } from "@/components/office/deed-form";
import { Panel } from "@/components/office/panel";
import type { Locale } from "@/lib/kernel/locale";
import type { OrderAlert } from "@/lib/refund/alerts/types";
import { momentText } from "@/lib/web/dates";
import { words } from "@/lib/web/words";
import { alertText } from "../../../_components/alerts";
import { closeAlertAction, verdictAction } from "../actions";
import type { StoryView } from "../load";

type Props = { readonly view: StoryView; readonly locale: Locale };

const VERDICTS = ["retry", "otherwise", "cancel"] as const;
const REFUSALS = ["not_allowed", "invalid_input", "not_owed", "not_the_orders_money", "reattributed_since", "closed_before", "undecided", "refused"] as const;

/** What about an order waits for somebody: a refund that the provider refused is decided in one of three ways, anything else is put aside once it is dealt with. */
export function OrderAlerts({ view, locale }: Props) {
  if (view.alerts.length === 0) return null;
  const t = words(locale, "officeOrders");
  return (
    <section aria-labelledby="waits" className="mt-6 space-y-4 rounded-card border border-danger bg-raised p-5">
      <h2 id="waits" className="font-display text-xl">{t("waits.title", { count: view.alerts.length })}</h2>
      {view.alerts.map((alert) => <One key={alert.id} alert={alert} view={view} locale={locale} />)}
    </section>
  );
}

function One({ alert: { id, kind, createdAt, refund, failure }, view, locale }: Props & { readonly alert: OrderAlert }) {
  const t = words(locale, "officeOrders");
  const refusals = Object.fromEntries(REFUSALS.map((reason) => [reason, t(`waits.refusals.${reason}`)])) as Record<(typeof REFUSALS)[number], string>;
  const reason = { kind: "words" as const, name: "reason", label: t("reason"), hint: t("reasonHint"), wrong: t("reasonMissing") };
  return (
    <div>
      <p className="first-letter:uppercase">{alertText(kind, locale)}{failure !== null && <span className="text-muted"> ({failure})</span>}</p>
      <p className="mb-3 text-sm text-muted">{t("waits.since", { date: momentText(createdAt, locale, view.timeZone) })}</p>
      {kind === "refund_owed" && refund !== null
        ? view.mayRefund && <div className="space-y-2">{VERDICTS.map((verdict) => (
          <Panel key={verdict} title={t(`waits.titles.${verdict}`)} lead={t(`waits.leads.${verdict}`)}>
            <DeedForm id={`${verdict}-${refund}`} action={verdictAction} refusals={refusals} fields={[{ kind: "hidden", name: "refund", value: refund }, { kind: "hidden", name: "verdict", value: verdict }, reason]} texts={{ submit: t(`waits.titles.${verdict}`), sending: t("sending"), done: t("waits.done") }} />
          </Panel>
        ))}</div>
        : <Panel title={t("waits.close")} lead={t("waits.closeLead")}><DeedForm id={`close-${id}`} action={closeAlertAction} refusals={refusals} fields={[{ kind: "hidden", name: "alert", value: id }, reason]} texts={{ submit: t("waits.close"), sending: t("sending"), done: t("waits.done") }} /></Panel>}
    </div>
  );
}
