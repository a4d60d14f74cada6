import type { Locale } from "@/lib/kernel/locale";
import { formatMoney, money } from "@/lib/kernel/money";
import type { ShareReason } from "@/lib/plan/types";
import { type Words, words } from "@/lib/web/words";
import type { StoryView } from "../load";

type Props = { readonly view: StoryView; readonly locale: Locale };

/** Who gets what of the order, and why, with the numbers that lead to it. */
export function Shares({ view, locale }: Props) {
  const t = words(locale, "officeOrders");
  const { order, contact } = view.whole;
  const say = (minor: bigint): string => formatMoney(money(minor, order.currency), locale);
  const shown = view.parts.filter(({ party, frozenMinor, member }) => frozenMinor > 0n || member !== null || party === "buyer");
  return (
    <section aria-labelledby="people" className="rounded-card border border-line bg-raised p-5">
      <h2 id="people" className="font-display text-xl">{t("shares")}</h2>
      <p className="mt-1 text-sm text-muted">{t("saleOf", { name: view.sponsor ?? t("nobody"), stage: t(`stages.${view.stage}`) })}</p>
      <ul className="mt-3 divide-y divide-line">
        {shown.map((part) => (
          <li key={part.party} className="py-2.5 text-[0.9375rem]">
            <div className="flex justify-between gap-3">
              <span><span className="block text-sm text-muted">{t(`parties.${part.party}`)}</span>{part.party === "company" ? t("company") : (part.name ?? (part.party === "buyer" ? (view.buyer ?? t("erased")) : t("nobody")))}</span>
              <span className="self-end tabular-nums">{say(part.frozenMinor)}</span>
            </div>
            {part.party !== "company" && order.paidAt !== null && part.postedMinor !== part.frozenMinor && <p className="mt-1 text-sm text-danger">{t("notPosted", { amount: say(part.postedMinor) })}</p>}
            <details className="mt-1">
              <summary className="inline-flex min-h-6 cursor-pointer items-center text-sm text-accent underline underline-offset-4">{t("why.ask")}</summary>
              <ol className="mt-2 list-decimal space-y-1 pl-5 text-sm text-muted">
                {part.reasons.map((reason, n) => <li key={n}>{sentence(reason, t, { say, locale })}</li>)}
              </ol>
            </details>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-sm text-muted">{t("planVersion", { version: order.planVersion })}</p>
      <h3 className="mt-5 border-t border-line pt-4 text-sm text-muted">{t("sentTo")}</h3>
      {contact ? <address className="mt-1 text-[0.9375rem] not-italic">{contact.name}<br />{contact.street}{contact.street2 && <><br />{contact.street2}</>}<br />{contact.postalCode} {contact.city}, {contact.country}<br /><span className="break-all">{contact.email}</span>{contact.phone && <><br />{contact.phone}</>}</address> : <p className="mt-1 text-muted">{t("erased")}</p>}
    </section>
  );
}

type Say = { readonly say: (minor: bigint) => string; readonly locale: Locale };

function sentence(reason: ShareReason, t: Words<"officeOrders">, { say, locale }: Say): string {
  const percent = (bps: number): string => new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 }).format(bps / 10_000);
  switch (reason.step) {
    case "goods": return t("why.goods", { amount: say(reason.goodsMinor) });
    case "credit_spent": return t(reason.earns ? "why.creditEarns" : "why.credit", { amount: say(reason.creditMinor) });
    case "vat_taken_out": return t("why.vat", { amount: say(reason.vatMinor) });
    case "base": return t("why.base", { amount: say(reason.baseMinor) });
    case "rate": return t("why.rate", { rate: percent(reason.rateBps), base: say(reason.baseMinor), amount: say(reason.poolMinor) });
    case "min_base": return t("why.minBase", { amount: say(reason.minBaseMinor) });
    case "cap": return t("why.cap", { amount: say(reason.capPoolMinor), uncapped: say(reason.uncappedMinor) });
    case "pool": return t("why.pool", { amount: say(reason.poolMinor) });
    case "stage": return t("why.stage", { stage: t(`stages.${reason.stage}`) });
    case "distributor_part_stays": return t(`why.stays.${reason.because}`, { part: percent(reason.partBps) });
    case "part": return t("why.part", { part: percent(reason.partBps), of: percent(reason.ofBps), amount: say(reason.amountMinor) });
  }
}
