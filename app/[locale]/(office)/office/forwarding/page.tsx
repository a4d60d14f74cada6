import type { Metadata } from "next";
import { Notice } from "@/components/ui/notice";
import { rootAt } from "@/lib/kernel/address";
import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import { localeOf } from "@/lib/web/place";
import { now } from "@/lib/web/time";
import { words } from "@/lib/web/words";
import { ActForm } from "../../_components/act-form";
import { OfficeFrame } from "../../_components/office-frame";
import { DeadLetters } from "./_components/dead-letters";
import { ReconciliationPart } from "./_components/reconciliation";
import { ageText } from "./_components/words";
import { pauseAction } from "./actions";
import { type ForwardingView, loadForwarding } from "./load";

export const instant = false;

type Props = {
  readonly params: Promise<{ readonly locale: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officeForwarding")("title"), robots: { index: false } };
}

/** What is on its way to the commission system, what is stuck, and whether both sides have the same sales. */
export default async function ForwardingPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const t = words(locale, "officeForwarding");
  const view = await loadForwarding(await searchParams);
  return (
    <OfficeFrame locale={locale} root={rootAt(2)} page="forwarding" here="office/forwarding" title={t("title")}>
      <p className="mt-2 max-w-prose text-muted">{t("lead")}</p>
      {view && (
        <div className="mt-6 space-y-12">
          <State view={view} locale={locale} />
          <DeadLetters view={view} locale={locale} />
          <ReconciliationPart view={view} locale={locale} />
        </div>
      )}
    </OfficeFrame>
  );
}

function State({ view, locale }: { readonly view: ForwardingView; readonly locale: Locale }) {
  const t = words(locale, "officeForwarding");
  const { destination, queue, timeZone } = view;
  const time = dateFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
  const paused = destination.pausedAt !== null;
  const tiles = [
    { name: t("queueLength"), value: queue.waiting.toLocaleString(locale), more: t("underWay", { count: queue.active }) },
    { name: t("oldest"), value: queue.oldest === null ? t("none") : ageText(queue.oldest, now(), locale), more: queue.oldest === null ? t("allSent") : t("since", { at: time.format(queue.oldest) }) },
    { name: t("dead"), value: queue.dead.toLocaleString(locale), more: queue.dead === 0 ? t("nothingStuck") : t("needYou") },
  ];
  return (
    <section aria-label={t("state")} className="space-y-5">
      {destination.pausedAt !== null && <Notice>{t("paused", { at: time.format(destination.pausedAt), name: destination.pausedByName ?? t("somebody") })}</Notice>}
      {destination.brokenSince !== null && (
        <Notice tone="bad">{t("broken", { since: time.format(destination.brokenSince), until: time.format(destination.brokenUntil ?? destination.brokenSince), why: destination.brokenWhy ?? "" })}</Notice>
      )}
      <dl className="grid gap-px overflow-hidden rounded-card border border-line bg-line sm:grid-cols-3">
        {tiles.map(({ name, value, more }) => (
          <div key={name} className="bg-raised p-5">
            <dt className="text-sm text-muted">{name}</dt>
            <dd className="mt-1 font-display text-3xl lining-nums tabular-nums">{value}</dd>
            <dd className="mt-1 text-sm text-muted">{more}</dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-muted">{t("to", { destination: destination.name })}</p>
        <ActForm act={pauseAction} fields={{ paused: paused ? "no" : "yes" }} label={paused ? t("resume") : t("pause")} kind={paused ? "primary" : "quiet"} texts={{ refused: t("refused") }} />
      </div>
    </section>
  );
}
