import type { Locale } from "@/lib/kernel/locale";
import { formatMoney } from "@/lib/kernel/money";
import type { OrderEvent } from "@/lib/office/types";
import { words } from "@/lib/web/words";

type Props = { readonly events: readonly OrderEvent[]; readonly locale: Locale; readonly timeZone: string };

/** What happened to an order, in time order. */
export function Story({ events, locale, timeZone }: Props) {
  const time = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium", timeZone });
  return (
    <ol className="mt-4 space-y-5 border-l-2 border-line pl-5">
      {events.map((event, n) => (
        <li key={n} className="relative before:absolute before:top-2 before:-left-[1.6875rem] before:size-2.5 before:rounded-full before:bg-accent">
          <p className="text-sm text-muted"><time dateTime={event.at.toISOString()}>{time.format(event.at)}</time></p>
          <Event event={event} locale={locale} />
        </li>
      ))}
    </ol>
  );
}

const ACTIONS = ["order.noted", "refund.requested", "refund.retried", "refund.settled_otherwise", "refund.cancelled"] as const;
const isAction = (action: string): action is (typeof ACTIONS)[number] => (ACTIONS as readonly string[]).includes(action);
const KEYS = ["hold", "capture", "release", "cashback", "refund", "refund_cancel", "dispute_hold", "dispute_release"] as const;
const ACCOUNTS = ["credit_available", "credit_held", "earnings_available", "earnings_held"] as const;
const known = <T extends string>(list: readonly T[], text: string): T | null => list.find((item) => item === text) ?? null;

function Event({ event, locale }: { readonly event: OrderEvent; readonly locale: Locale }) {
  const t = words(locale, "officeOrders");
  switch (event.kind) {
    case "placed":
      return (
        <>
          <p className="font-medium">{event.shop === null ? t("events.placed") : t("events.placedIn", { shop: event.shop })}</p>
          <p className="text-muted">{event.sponsor === null ? t("events.noSponsor") : t(`events.sponsor.${event.source}`, { name: event.sponsor })}</p>
        </>
      );
    case "paid":
      return <p className="font-medium">{event.payment === null ? t("events.paidByCredit") : t("events.paid", { payment: event.payment })}</p>;
    case "fulfilled":
      return <p className="font-medium">{t("events.fulfilled")}</p>;
    case "ended":
      return <p className="font-medium">{t(`events.${event.as}`)}</p>;
    case "posted": {
      const key = known(KEYS, event.posting.split(":")[0] ?? "");
      return (
        <>
          <p className="font-medium">{key === null ? event.posting : t(`postings.${key}`)}</p>
          <ul className="mt-1 space-y-0.5 text-[0.9375rem] text-muted">
            {event.moves.map((move, n) => {
              const account = known(ACCOUNTS, move.account);
              return <li key={n} className="flex justify-between gap-4"><span>{move.name}, {account === null ? move.account : t(`accounts.${account}`)}</span><span className="tabular-nums">{move.amount.minor > 0n ? "+" : ""}{formatMoney(move.amount, locale)}</span></li>;
            })}
          </ul>
        </>
      );
    }
    case "refund": {
      const { amount, wallet, card, failure } = event.refund;
      return (
        <>
          <p className="font-medium">{t("events.refund", { amount: formatMoney(amount, locale) })}</p>
          <p className="text-muted">{t("events.refundWays", { wallet: formatMoney(wallet, locale), card: formatMoney(card, locale) })} {failure !== null && t("events.refundFailed", { failure })}</p>
        </>
      );
    }
    case "dispute":
      return <p className="font-medium">{t("events.dispute", { amount: formatMoney(event.amount, locale) })}</p>;
    case "trail":
      return (
        <>
          <p className="font-medium">{isAction(event.action) ? t(`trail.${event.action.replace(".", "_") as "order_noted"}`) : event.action} <span className="font-normal text-muted">{event.actor}</span></p>
          {event.reason !== null && <p className="mt-1 max-w-prose whitespace-pre-line text-muted">{event.reason}</p>}
        </>
      );
  }
}
