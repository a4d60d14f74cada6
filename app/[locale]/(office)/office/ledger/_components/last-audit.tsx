import { ShopLink, type Standing } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { explainedBps } from "@/lib/audit/runs/rules";
import type { AuditRun } from "@/lib/audit/runs/types";
import type { Locale } from "@/lib/kernel/locale";
import { money, toDecimal } from "@/lib/kernel/money";
import { momentText } from "@/lib/web/dates";
import { words } from "@/lib/web/words";

type Props = Standing & { readonly run: AuditRun | null; readonly locale: Locale; readonly timeZone: string };

/** "99.99": a share in basis points as people write a percentage; never rounded up. */
export function percentText(bps: bigint, locale: Locale): string {
  const text = toDecimal(money(bps, "EUR")).replace(/\.00$/, "");
  return locale === "fr" ? `${text.replace(".", ",")} %` : `${text} %`;
}

/** Whether the book holds, as the last audit said. */
export function LastAudit({ run, locale, root, timeZone }: Props) {
  const t = words(locale, "officeLedger");
  const report = run?.report ?? null;
  return (
    <section aria-labelledby="held" className={`flex flex-wrap items-center justify-between gap-5 rounded-card border p-5 sm:p-6 ${report && !report.ok ? "border-danger bg-danger-soft" : "border-line bg-raised"}`}>
      <div>
        <h2 id="held" className="text-sm text-muted">{t("audit.title")}</h2>
        {report ? (
          <>
            <p className="mt-1 font-display text-3xl lining-nums">{t("audit.explained", { percent: percentText(explainedBps(report), locale) })}</p>
            <p className="mt-1 text-muted">{report.ok ? t("audit.holds") : t("audit.differs", { count: report.differences })}{run?.finishedAt && ` · ${momentText(run.finishedAt, locale, timeZone)}`}</p>
          </>
        ) : <p className="mt-1 text-lg">{run && run.finishedAt === null ? t("audit.running") : t("audit.never")}</p>}
      </div>
      <ShopLink root={root} to="office/ledger/audit" className={buttonStyle("quiet", "min-h-11 px-5 py-2")}>{t("audit.open")}</ShopLink>
    </section>
  );
}
