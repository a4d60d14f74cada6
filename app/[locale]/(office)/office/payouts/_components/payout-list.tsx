import { Badge } from "@/components/ui/badge";
import { maskedIban } from "@/lib/earnings/payouts/rules";
import type { PayoutRow } from "@/lib/earnings/payouts/types";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney } from "@/lib/kernel/money";
import { momentText } from "@/lib/web/dates";
import { words } from "@/lib/web/words";
import { DecisionForm } from "./forms";

/** What the provider is sending waits for its answer. */
const deedsOf = ({ status, method }: PayoutRow) => (status === "approved" && method === "stripe" ? [] : DEEDS[status]);
const DEEDS = { requested: ["approve", "refuse"], approved: ["failed"], sent: ["paid", "failed"], paid: ["failed"], refused: [], failed: [] } as const;

/** Each pay-out with who, how much, where it stands, and what can be done about it. */
export function PayoutList({ rows, empty, locale, timeZone }: { readonly rows: readonly PayoutRow[]; readonly empty: string; readonly locale: Locale; readonly timeZone: string }) {
  const t = words(locale, "officePayouts");
  if (rows.length === 0) return <p className="rounded-card border border-line bg-raised px-6 py-10 text-center text-muted">{empty}</p>;
  const texts = {
    approve: t("deed.approve"), refuse: t("deed.refuse"), paid: t("deed.paid"), failed: t("deed.failed"), reason: t("reason"),
    done: t("done"), decided: t("decided"), unknown_payout: t("decided"), not_allowed: t("notAllowed"), invalid_input: t("notAllowed"),
  };
  return (
    <ul className="space-y-4">
      {rows.map((row) => (
        <li key={row.id} className="rounded-card border border-line bg-raised p-5">
          <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
            <p className="font-medium">{row.name || t("nameless")}</p>
            <p className="font-display text-2xl lining-nums tabular-nums">{formatMoney(row.amount, locale)}</p>
          </div>
          <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
            <Badge tone={row.status === "requested" ? "accent" : "plain"}>{t(`status.${row.status}`)}</Badge>
            <span>{t("asked", { at: momentText(row.requestedAt, locale, timeZone) })}</span>
            <span className="tabular-nums">{row.method === "stripe" ? "Stripe" : row.iban === null ? t("noIban") : maskedIban(row.iban)}</span>
            {row.reference !== null && <span className="break-all">{row.reference}</span>}
          </p>
          {deedsOf(row).length > 0 && <DecisionForm payout={row.id} deeds={deedsOf(row)} texts={texts} />}
        </li>
      ))}
    </ul>
  );
}
