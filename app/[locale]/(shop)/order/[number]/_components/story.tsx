import { Icon } from "@/components/ui/icon";
import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney } from "@/lib/kernel/money";
import { words } from "@/lib/web/words";
import type { OrderView } from "../load";

type Step = { readonly text: string; readonly at: Date | null; readonly state: "done" | "now" | "later" };

/** What has happened to the order and what comes next, and its parcels. */
export function Story({ view, locale }: { readonly view: OrderView; readonly locale: Locale }) {
  const t = words(locale, "checkout");
  const { order, parcels } = view;
  const when = (at: Date): string => dateFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: order.timeZone }).format(at);
  return (
    <section aria-labelledby="story">
      <h2 id="story" className="text-heading">{t("story.title")}</h2>
      <ol className="mt-4">
        {stepsOf(view, locale).map(({ text, at, state }, n, steps) => (
          <li key={`${text} ${at?.toISOString() ?? ""}`} aria-current={state === "now" ? "step" : undefined} className="relative flex gap-3.5 pb-5 last:pb-0">
            {n < steps.length - 1 && <span aria-hidden="true" className={`absolute top-6 bottom-0 left-3 w-px ${state === "done" ? "bg-accent" : "bg-line"}`} />}
            <span className={`relative grid size-6 shrink-0 place-items-center rounded-full border ${state === "done" ? "border-accent bg-accent text-paper" : state === "now" ? "border-accent bg-accent-soft" : "border-line bg-paper"}`}>{state === "done" && <Icon name="check" className="size-4" />}</span>
            <span className={state === "later" ? "text-muted" : ""}>{text}{at && <time dateTime={at.toISOString()} className="block text-sm text-muted">{when(at)}</time>}</span>
          </li>
        ))}
      </ol>
      {parcels.length > 0 && (
        <ul className="mt-5 space-y-2">
          {parcels.map(({ id, carrier, tracking, trackingUrl }) => (
            <li key={id} className="flex items-center gap-3 rounded-xl border border-line bg-raised px-4 py-3">
              <Icon name="parcel" className="size-5 shrink-0 text-accent" />
              <span>{carrier}{tracking !== "" && (trackingUrl === "" ? ` · ${tracking}` : <> · <a href={trackingUrl} rel="noreferrer" className="text-accent underline underline-offset-4">{t("story.track", { number: tracking })}</a></>)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function stepsOf({ order, parcels, refunds, whollyRefunded }: OrderView, locale: Locale): Step[] {
  const t = words(locale, "checkout");
  const steps: Step[] = [{ text: t("story.placed"), at: order.placedAt, state: "done" }];
  if (order.status === "expired" || order.status === "cancelled") return [...steps, { text: t(`story.${order.status}`), at: order.endedAt, state: "done" }];
  steps.push(order.paidAt ? { text: t("story.paid"), at: order.paidAt, state: "done" } : { text: t("story.waits"), at: null, state: "now" });
  const sentAt = order.fulfilledAt ?? parcels[0]?.sentAt ?? null;
  const given = refunds.map(({ acceptedAt, total }): Step => ({ text: t("story.refunded", { amount: formatMoney(total, locale) }), at: acceptedAt, state: "done" }));
  if (whollyRefunded && !sentAt) return [...steps, ...given];
  steps.push(sentAt ? { text: t("story.sent"), at: sentAt, state: "done" } : { text: t("story.prepared"), at: null, state: order.paidAt ? "now" : "later" });
  const received = parcels.length > 0 && parcels.every(({ receivedAt }) => receivedAt !== null) ? (parcels.at(-1)?.receivedAt ?? null) : null;
  if (received || !whollyRefunded) steps.push({ text: t("story.received"), at: received, state: received ? "done" : sentAt ? "now" : "later" });
  return [...steps, ...given];
}
