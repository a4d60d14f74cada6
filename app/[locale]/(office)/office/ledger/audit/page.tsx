import type { Metadata } from "next";
import { DeedForm } from "@/components/office/deed-form";
import { Follow } from "@/components/office/follow";
import { ShopLink } from "@/components/shop/shop-link";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ListEnd } from "../../../_components/list-end";
import { OfficeFrame } from "../../../_components/office-frame";
import { auditAction } from "./actions";
import { Run } from "./_components/run";
import { type AuditsView, loadAudits } from "./load";

export const instant = false;

const root = rootAt(3);
const LOOK_MS = 1_500;

type Props = { readonly params: Promise<{ readonly locale: string }>; readonly searchParams: Promise<{ readonly before?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officeLedger")("audit.title"), robots: { index: false } };
}

/** The whole book recomputed on demand: how far it is, what it found, and what earlier ones found. */
export default async function AuditPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const view = await loadAudits((await searchParams).before);
  const t = words(locale, "officeLedger");
  return (
    <OfficeFrame locale={locale} root={root} page="ledger" here="office/ledger/audit" title={t("audit.title")}>
      <p className="mt-2"><ShopLink root={root} to="office/ledger" className="inline-flex min-h-11 items-center text-sm text-muted underline underline-offset-4">{t("audit.back")}</ShopLink></p>
      <p className="mt-1 max-w-prose text-muted">{t("audit.lead")}</p>
      {view && <Audits view={view} locale={locale} />}
    </OfficeFrame>
  );
}

function Audits({ view, locale }: { readonly view: AuditsView; readonly locale: Locale }) {
  const t = words(locale, "officeLedger");
  const running = view.runs.some(({ finishedAt }) => finishedAt === null);
  return (
    <>
      {running && <Follow everyMs={LOOK_MS} />}
      <div className="mt-6">
        <DeedForm
          id="audit" action={auditAction} kind="primary" fields={[{ kind: "hidden", name: "audit", value: view.next }]}
          refusals={{ under_way: t("audit.underWay"), not_allowed: t("audit.notAllowed"), refused: t("audit.refused") }}
          texts={{ submit: t("audit.start"), sending: t("audit.starting"), done: t("audit.asked") }}
        />
      </div>
      {view.runs.length === 0 ? <p className="mt-8 rounded-card border border-line bg-raised px-6 py-10 text-center text-muted">{t("audit.never")}</p> : (
        <ol className="mt-8 space-y-4">{view.runs.map((run, n) => <Run key={run.id} run={run} first={n === 0} locale={locale} timeZone={view.timeZone} />)}</ol>
      )}
      {view.runs.length > 0 && <ListEnd root={root} locale={locale} next={view.older === null ? null : `office/ledger/audit?before=${view.older}`} file="audits" />}
    </>
  );
}
