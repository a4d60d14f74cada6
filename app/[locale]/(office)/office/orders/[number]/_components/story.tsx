import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney } from "@/lib/kernel/money";
import type { OrderEvent } from "@/lib/office/story/types";
import { words } from "@/lib/web/words";
import { deedText } from "../../../../_components/deed";

type Props = { readonly events: readonly OrderEvent[]; readonly locale: Locale; readonly timeZone: string };

/** What happened to an order, in time order. */
export function Story({ events, locale, timeZone }: Props) {
  const time = dateFormat(locale, { dateStyle: "medium", timeStyle: "medium", timeZone });
  return (
    <ol className="mt-4 space-y-5 border-l-2 border-line pl-5">
      {events.map((event, n) => (
        <li key={n} className="relative before:absolute before:top-2 before:-left-[1.6875rem] before:size-2.5 before:rounded-full before:bg-accent">
          <p className="text-sm text-muted"><time dateTime={event.at.toISOString()}>{time.format(event.at)}</time></p>
          <Event event={event} locale={locale} timeZone={timeZone} />
        </li>
      ))}
    </ol>
  );
}

const KEYS = ["hold", "capture", "release", "cashback", "refund", "refund_cancel", "dispute_hold", "dispute_release", "reattribute"] as const;
const MAILS = ["mail.order_confirmed", "mail.credit_received", "mail.dispatched", "mail.refunded", "mail.withdrawal_receipt", "mail.claim_wallet"] as const;
const SALES = ["sale.completed", "sale.refunded", "sale.reattributed"] as const;
/** How an exchange with the commission system can end. */
const OUTCOMES = ["accepted", "duplicate", "refused", "retry", "looked"] as const;
const ACCOUNTS = ["credit_available", "credit_held", "earnings_available", "earnings_held"] as const;
const known = <T extends string>(list: readonly T[], text: string): T | null => list.find((item) => item === text) ?? null;

type Told<K extends OrderEvent["kind"] = OrderEvent["kind"]> = Omit<Props, "events"> & { readonly event: Extract<OrderEvent, { readonly kind: K }> };
type Behind = "posted" | "mail" | "forwarded" | "trail";

/** What the buyer knows of, too. */
function Event({ event, locale, timeZone }: Told) {
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
    case "refund": {
      const { amount, wallet, card, failure } = event.refund;
      return (
        <>
          <p className="font-medium">{t("events.refund", { amount: formatMoney(amount, locale) })}</p>
          <p className="text-muted">{t("events.refundWays", { wallet: formatMoney(wallet, locale), card: formatMoney(card, locale) })} {failure !== null && t("events.refundFailed", { failure })}</p>
        </>
      );
    }
    case "parcel":
      return (
        <>
          <p className="font-medium">{t("events.parcel", { carrier: event.carrier })}</p>
          {event.tracking !== "" && <p className="text-muted">{event.trackingUrl === "" ? event.tracking : <a href={event.trackingUrl} rel="noreferrer" className="underline underline-offset-4">{event.tracking}</a>}</p>}
        </>
      );
    case "document":
      return <p className="font-medium">{t(`events.documents.${event.as}`, { number: event.number })}</p>;
    case "withdrawal":
      return (
        <>
          <p className="font-medium">{event.whole ? t("events.withdrawalWhole") : t("events.withdrawal", { count: event.pieces })}</p>
          <p className="text-muted">{t("events.withdrawalBy", { date: dateFormat(locale, { dateStyle: "long", timeZone }).format(event.refundBy) })}</p>
        </>
      );
    case "dispute":
      return <p className="font-medium">{t("events.dispute", { amount: formatMoney(event.amount, locale) })}</p>;
    default:
      return <BehindTheScenes event={event} locale={locale} timeZone={timeZone} />;
  }
}

/** What only the house sees: postings, mails, exchanges, deeds. */
function BehindTheScenes({ event, locale, timeZone }: Told<Behind>) {
  const t = words(locale, "officeOrders");
  switch (event.kind) {
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
    case "mail": {
      const key = known(MAILS, event.topic);
      return <p><span className="font-medium">{key === null ? event.topic : t(`mails.${key.slice("mail.".length) as "order_confirmed"}`)}</span>{!event.handedOn && <span className="text-muted"> {t("events.notYetSent")}</span>}</p>;
    }
    case "forwarded": {
      const key = known(SALES, event.topic);
      return (
        <>
          <p className="font-medium">{key === null ? event.topic : t(`forwarded.${key.slice("sale.".length) as "completed"}`)}</p>
          {event.exchanges.length === 0 ? <p className="text-muted">{t("events.noExchange")}</p> : (
            <ul className="mt-1 space-y-0.5 text-[0.9375rem] text-muted">
              {event.exchanges.map(({ at, attempt, destination, outcome }) => {
                const how = known(OUTCOMES, outcome);
                return <li key={attempt}>{t("events.exchange", { attempt, destination, time: dateFormat(locale, { dateStyle: "short", timeStyle: "medium", timeZone }).format(at), outcome: how === null ? outcome : t(`outcomes.${how}`) })}</li>;
              })}
            </ul>
          )}
        </>
      );
    }
    case "trail":
      return (
        <>
          <p className="font-medium">{deedText(event.action, locale)} <span className="font-normal text-muted">{event.actor}</span></p>
          {event.reason !== null && <p className="mt-1 max-w-prose whitespace-pre-line text-muted">{event.reason}</p>}
        </>
      );
  }
}
