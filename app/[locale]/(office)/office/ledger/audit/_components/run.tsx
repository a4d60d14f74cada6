import { Badge } from "@/components/ui/badge";
import { explainedBps } from "@/lib/audit/runs/rules";
import { COUNTED, type DifferenceCode } from "@/lib/audit/types";
import type { Locale } from "@/lib/kernel/locale";
import { momentText } from "@/lib/web/dates";
import { words } from "@/lib/web/words";
import { percentText } from "../../_components/last-audit";
import type { AuditsView } from "../load";

type Props = { readonly run: AuditsView["runs"][number]; readonly first: boolean; readonly locale: Locale; readonly timeZone: string };

/** One audit: its progress, else its result with what was recomputed and every kind of difference. */
export function Run({ run, first, locale, timeZone }: Props) {
  const t = words(locale, "officeLedger");
  const { report } = run;
  return (
    <li className="rounded-card border border-line bg-raised p-5">
      <p className="text-sm text-muted">{t("audit.by", { name: run.by ?? "", date: momentText(run.requestedAt, locale, timeZone) })}</p>
      {run.finishedAt === null && (
        <div role="status" className="mt-3">
          <p className="font-medium">{run.total === 0 ? t("audit.waits") : t("audit.progress", { done: run.done, total: run.total })}</p>
          <progress value={run.total === 0 ? undefined : run.done} max={run.total === 0 ? undefined : run.total} aria-label={t("audit.title")} className="mt-2 h-2.5 w-full accent-accent" />
        </div>
      )}
      {run.failure !== null && <p className="mt-2 text-danger">{t("audit.failed", { words: run.failure })}</p>}
      {report && (
        <>
          <p className="mt-1 flex flex-wrap items-center gap-3 font-display text-2xl lining-nums">{t("audit.explained", { percent: percentText(explainedBps(report), locale) })} <Badge tone={report.ok ? "accent" : "danger"}>{report.ok ? t("audit.holds") : t("audit.differs", { count: report.differences })}</Badge></p>
          {run.startedAt && run.finishedAt && <p className="mt-1 text-sm text-muted">{t("audit.took", { seconds: ((run.finishedAt.getTime() - run.startedAt.getTime()) / 1000).toLocaleString(locale, { maximumFractionDigits: 1 }) })}</p>}
          {!report.ok && <Differences report={report} locale={locale} />}
          <details open={first} className="mt-4">
            <summary className="inline-flex min-h-6 cursor-pointer items-center text-sm text-accent underline underline-offset-4">{t("audit.recomputed")}</summary>
            <dl className="mt-3 grid gap-x-8 gap-y-1.5 text-[0.9375rem] sm:grid-cols-2">
              {COUNTED.map((what) => <div key={what} className="flex justify-between gap-3"><dt className="text-muted">{t(`audit.counted.${what}`)}</dt><dd className="tabular-nums">{report.checked[what].toLocaleString(locale)}</dd></div>)}
            </dl>
          </details>
        </>
      )}
    </li>
  );
}

function Differences({ report, locale }: { readonly report: NonNullable<Props["run"]["report"]>; readonly locale: Locale }) {
  const t = words(locale, "officeLedger");
  return (
    <ul className="mt-4 space-y-4">
      {(Object.keys(report.found) as DifferenceCode[]).map((code) => (
        <li key={code}>
          <p className="font-medium text-danger">{t(`differences.${code}`)} ({(report.found[code] ?? 0).toLocaleString(locale)})</p>
          <ul className="mt-1 space-y-1 text-sm">
            {report.shown.filter((one) => one.code === code).map(({ subject, expected, found }) => <li key={subject} className="break-all"><code>{subject}</code><span className="block text-muted">{t("audit.expected", { expected, found })}</span></li>)}
          </ul>
        </li>
      ))}
    </ul>
  );
}
