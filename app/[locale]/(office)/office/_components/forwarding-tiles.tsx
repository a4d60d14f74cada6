import { Notice } from "@/components/ui/notice";
import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import type { ForwardingHealth } from "@/lib/office/figures/types";
import { words } from "@/lib/web/words";

/** How well the sales reach the commission system. */
export function ForwardingTiles({ health, timeZone, locale }: { readonly health: ForwardingHealth; readonly timeZone: string; readonly locale: Locale }) {
  const t = words(locale, "officeFigures");
  const seconds = (ms: number): string => (ms < 120_000 ? t("forwarding.seconds", { count: (ms / 1000).toLocaleString(locale, { maximumFractionDigits: 1 }) }) : t("forwarding.minutes", { count: Math.round(ms / 60_000).toLocaleString(locale) }));
  const tiles = [
    [t("forwarding.sent"), health.sent.toLocaleString(locale)], [t("forwarding.open"), health.open.toLocaleString(locale)], [t("forwarding.median"), health.medianMs === null ? t("none") : seconds(health.medianMs)],
    [t("forwarding.failed"), health.attempts === 0 ? t("none") : (health.failed / health.attempts).toLocaleString(locale, { style: "percent", maximumFractionDigits: 1 })],
  ] as const;
  return (
    <div className="space-y-4">
      {health.brokenSince !== null && <Notice tone="bad">{t("forwarding.broken", { since: dateFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone }).format(health.brokenSince) })}</Notice>}
      {health.paused && <Notice>{t("forwarding.paused")}</Notice>}
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-card border border-line bg-line xl:grid-cols-4">
        {tiles.map(([name, value]) => <div key={name} className="bg-raised p-5"><dt className="text-sm text-muted">{name}</dt><dd className="mt-1 font-display text-2xl lining-nums tabular-nums">{value}</dd></div>)}
      </dl>
    </div>
  );
}
