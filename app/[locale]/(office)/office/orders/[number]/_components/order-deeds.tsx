import { DeedForm } from "@/components/office/deed-form";
import { Panel } from "@/components/office/panel";
import { ShopLink, type Standing } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import type { Locale } from "@/lib/kernel/locale";
import { CARRIERS } from "@/lib/order/rules";
import { words } from "@/lib/web/words";
import { dispatchAction, reattributeAction } from "../actions";
import type { StoryView } from "../load";

type Props = Standing & { readonly view: StoryView; readonly locale: Locale };

const REFUSALS = [
  "not_allowed", "invalid_input", "unknown_order", "not_paid", "own_purchase", "unknown_sponsor", "own_sponsor", "sponsor_in_downline", "disputed", "refund_under_way",
  "same_sponsor", "refused",
] as const;

/** What can be done with an order, as far as its state and the operator's role allow. */
export function OrderDeeds({ view, locale, root }: Props) {
  const t = words(locale, "officeOrders");
  const { number } = view.whole.order;
  if (!view.maySend) return null;
  const refusals = Object.fromEntries(REFUSALS.map((reason) => [reason, t(`deedRefusals.${reason}`)])) as Record<(typeof REFUSALS)[number], string>;
  const shared = { refusals };
  const hidden = (name: string, value: string) => ({ kind: "hidden" as const, name, value });
  return (
    <section aria-labelledby="do" className="space-y-3">
      <h2 id="do" className="sr-only">{t("deeds")}</h2>
      <Panel title={t("send.title")} lead={t(view.sentBefore ? "send.leadMore" : "send.lead")} open={!view.sentBefore}>
        <DeedForm
          id="send" action={dispatchAction} kind={view.sentBefore ? "quiet" : "primary"} {...shared}
          fields={[
            hidden("number", number), hidden("parcel", view.parcel),
            { kind: "line", name: "carrier", label: t("send.carrier"), value: "Colissimo", suggestions: Object.keys(CARRIERS), wrong: t("send.carrierWrong") },
            { kind: "line", name: "tracking", label: t("send.tracking"), hint: t("send.trackingHint"), optional: true, wrong: t("send.trackingWrong") },
            { kind: "line", name: "trackingUrl", type: "url", label: t("send.url"), hint: t("send.urlHint"), optional: true, wrong: t("send.urlWrong") },
          ]}
          texts={{ submit: t("send.do"), sending: t("sending"), done: t("send.done") }}
        />
      </Panel>
      {view.mayReattribute && (
        <Panel title={t("reattribute.title")} lead={t("reattribute.lead")}>
          <DeedForm
            id="reattribute" action={reattributeAction} {...shared}
            fields={[
              hidden("number", number), hidden("deed", view.deed),
              { kind: "line", name: "to", label: t("reattribute.to"), hint: t("reattribute.toHint"), optional: true },
              { kind: "words", name: "reason", label: t("reason"), hint: t("reasonHint"), wrong: t("reasonMissing") },
            ]}
            texts={{ submit: t("reattribute.do"), sending: t("sending"), done: t("reattribute.done") }}
          />
        </Panel>
      )}
      <ShopLink root={root} to={`office/orders/slips?n=${number}`} target="_blank" className={buttonStyle("quiet", "min-h-11 w-full px-5 py-2")}>{t("slip")}</ShopLink>
    </section>
  );
}
