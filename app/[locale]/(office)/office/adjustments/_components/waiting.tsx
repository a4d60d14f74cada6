import { DeedForm } from "@/components/office/deed-form";
import { ShopLink, type Standing } from "@/components/shop/shop-link";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney } from "@/lib/kernel/money";
import type { AdjustmentRequest } from "@/lib/membership/adjustments/types";
import { momentText } from "@/lib/web/dates";
import { words } from "@/lib/web/words";
import { decideAction } from "../../members/[id]/actions";

type Props = Standing & { readonly requests: readonly AdjustmentRequest[]; readonly locale: Locale; readonly timeZone: string; readonly named: boolean };

const REFUSALS = ["not_allowed", "own_request", "own_wallet", "decided_before", "insufficient_credit", "unknown_member", "unknown_request", "refused"] as const;

/** Adjustments that wait for a second person, each with a yes and a no. Whoever asked may only take it back. */
export function Waiting({ root, requests, locale, timeZone, named }: Props) {
  const t = words(locale, "officeAdjustments");
  if (requests.length === 0) return null;
  const refusals = Object.fromEntries(REFUSALS.map((reason) => [reason, t(`refusals.${reason}`)])) as Record<(typeof REFUSALS)[number], string>;
  return (
    <ul className="mt-6 space-y-4">
      {requests.map((request) => (
        <li key={request.id} className="rounded-card border border-accent bg-accent-soft p-5">
          <p className="text-lg">
            <span className="font-display text-2xl lining-nums tabular-nums">{request.amount.minor > 0n ? "+" : ""}{formatMoney(request.amount, locale)}</span>{" "}
            {t(`wallets.${request.wallet}`)}
            {named && <>, <ShopLink root={root} to={`office/members/${request.member}`} className="underline underline-offset-4">{request.memberName ?? t("nameless")}</ShopLink></>}
          </p>
          <p className="mt-1 max-w-prose">{request.reason}</p>
          <p className="mt-1 text-sm text-muted">{t("askedBy", { name: request.requestedByName ?? t("nameless"), date: momentText(request.requestedAt, locale, timeZone) })}</p>
          <div className="mt-4 flex flex-wrap items-start gap-3">
            {(["approve", "decline"] as const).map((answer) => (
              <DeedForm
                key={answer} id={`${answer}-${request.id}`} action={decideAction} kind={answer === "approve" ? "primary" : "quiet"} refusals={refusals}
                fields={[{ kind: "hidden", name: "request", value: request.id }, { kind: "hidden", name: "answer", value: answer }]}
                texts={{ submit: t(answer), sending: t("sending"), done: t("answered") }}
              />
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}
