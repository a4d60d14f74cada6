import type { Metadata } from "next";
import { type Column, Table } from "@/components/office/table";
import { ShopLink } from "@/components/shop/shop-link";
import { Badge } from "@/components/ui/badge";
import { buttonStyle } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Run } from "@/lib/imports/runs/types";
import type { ImportProblem } from "@/lib/imports/types";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ListEnd } from "../../../_components/list-end";
import { OfficeFrame } from "../../../_components/office-frame";
import { loadRun } from "../load";
import { Progress } from "./_components/progress";
import { cancelAction } from "./actions";

export const instant = false;

const root = rootAt(3);

type Props = { readonly params: Promise<{ readonly locale: string; readonly run: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officeImports")("title"), robots: { index: false } };
}

/** One import: how far it is, or what became of it, row by bad row. */
export default async function ImportPage({ params }: Props) {
  const [locale, { run: id }] = await Promise.all([localeOf(params), params]);
  const t = words(locale, "officeImports");
  const run = await loadRun(id);
  return (
    <OfficeFrame locale={locale} root={root} page="catalogue" here={`office/imports/${id}`} title={run?.fileName ?? t("title")}>
      <p className="mt-2"><ShopLink root={root} to="office/imports" className="text-sm text-muted underline underline-offset-4">{t("all")}</ShopLink></p>
      {run === null ? <p className="mt-6 text-lg text-muted">{t("unknown")}</p> : <Told run={run} locale={locale} />}
    </OfficeFrame>
  );
}

function Told({ run, locale }: { readonly run: Run; readonly locale: Locale }) {
  const t = words(locale, "officeImports");
  const open = run.state === "waiting" || run.state === "running";
  return (
    <div className="mt-6 max-w-4xl space-y-8">
      <p className="flex flex-wrap items-center gap-3">
        <Badge tone={run.state === "imported" ? "accent" : run.state === "refused" || run.state === "failed" ? "danger" : "plain"}>{t(`states.${run.state}`)}</Badge>
        {run.dryRun && <span className="text-muted">{t("rehearsal")}</span>}
      </p>
      {open && <Open run={run} locale={locale} />}
      {!open && <Notice tone={run.state === "imported" || run.state === "rehearsed" ? "good" : run.state === "cancelled" ? "plain" : "bad"} role="status">{t(`ends.${run.state}`)}</Notice>}
      {run.report && <Report run={run} report={run.report} locale={locale} />}
      {run.state === "imported" && <p><ShopLink root={root} to="office/catalogue" className={buttonStyle("primary")}>{t("toCatalogue")}</ShopLink></p>}
      {(run.state === "rehearsed" || run.state === "refused") && <p><ShopLink root={root} to="office/imports" className={buttonStyle("primary")}>{t("again")}</ShopLink></p>}
    </div>
  );
}

function Open({ run, locale }: { readonly run: Run; readonly locale: Locale }) {
  const t = words(locale, "officeImports");
  const cancel = async (form: FormData) => {
    "use server";
    await cancelAction(null, form);
  };
  return (
    <div className="rounded-card border border-line bg-raised p-5">
      <Progress from={`${root}office/imports/${run.id}/state`} step={run.step} done={run.doneBytes} all={run.fileBytes} texts={{ waiting: t("states.waiting"), check: t("steps.check"), write: t("steps.write"), label: t("progress") }} waiting={run.state === "waiting"} />
      <form action={cancel} className="mt-4 flex flex-wrap items-center gap-4">
        <input type="hidden" name="run" value={run.id} />
        <SubmitButton kind="quiet" disabled={run.cancelAskedAt !== null}>{run.cancelAskedAt === null ? t("cancel") : t("cancelling")}</SubmitButton>
        <span className="text-sm text-muted">{t("cancelHint")}</span>
      </form>
      <p className="without-script mt-4"><ShopLink root={root} to={`office/imports/${run.id}`} className="underline">{t("lookAgain")}</ShopLink></p>
    </div>
  );
}

function Report({ run, report, locale }: { readonly run: Run; readonly report: NonNullable<Run["report"]>; readonly locale: Locale }) {
  const t = words(locale, "officeImports");
  const say = words(locale, "import");
  const { changes } = report;
  const facts = [
    [t("facts.products"), t("facts.changes", { created: changes.productsCreated, changed: changes.productsChanged, unchanged: changes.productsUnchanged })],
    [t("facts.variants"), t("facts.changes", { created: changes.variantsCreated, changed: changes.variantsChanged, unchanged: changes.variantsUnchanged })],
    [t("facts.prices"), changes.pricesChanged.toLocaleString(locale)], [t("facts.stock"), changes.stockChanged.toLocaleString(locale)], [t("facts.collections"), report.collectionsCreated.toLocaleString(locale)], [t("facts.bad"), report.productsBad.toLocaleString(locale)],
  ] as const;
  const columns: readonly Column<ImportProblem>[] = [
    { key: "line", head: t("problem.line"), numeric: true, cell: ({ line }) => line.toLocaleString(locale) },
    { key: "column", head: t("problem.column"), cell: ({ column }) => column ?? "" },
    { key: "why", head: t("problem.why"), cell: ({ reason, value, firstLine, owner }) => say(`reason.${reason}`, { value, firstLine: firstLine ?? "", owner: owner ?? "" }) },
  ];
  return (
    <>
      {run.state !== "refused" && (
        <dl className="grid gap-px overflow-hidden rounded-card border border-line bg-line sm:grid-cols-3">
          {facts.map(([name, value]) => <div key={name} className="bg-raised p-4"><dt className="text-sm text-muted">{name}</dt><dd className="mt-0.5">{value}</dd></div>)}
        </dl>
      )}
      {report.problemsTotal > 0 && (
        <section aria-labelledby="problems">
          <h2 id="problems" className="mb-2 font-display text-heading">{t("problems", { count: report.problemsTotal })}</h2>
          {report.problemsTotal > report.problems.length && <p className="mb-3 text-muted">{t("problemsShown", { count: report.problems.length })}</p>}
          <Table label={t("problems", { count: report.problemsTotal })} columns={columns} rows={report.problems} keyOf={({ line, column, reason }) => `${line}${column ?? ""}${reason}`} empty="" />
          <ListEnd root={root} locale={locale} file={`problems?run=${run.id}`} />
        </section>
      )}
      {report.compareAt && <p className="text-sm text-muted">{t("compareAt")}</p>}
    </>
  );
}
