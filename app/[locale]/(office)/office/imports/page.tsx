import type { Metadata } from "next";
import { FilterSelect } from "@/components/office/filters";
import { type Column, Table } from "@/components/office/table";
import { ShopLink } from "@/components/shop/shop-link";
import { Badge } from "@/components/ui/badge";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { type Run, RUN_STATES } from "@/lib/imports/runs/types";
import { rootAt } from "@/lib/kernel/address";
import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { OfficeFrame } from "../../_components/office-frame";
import { OfficeList } from "../../_components/office-list";
import { loadRuns, type RunsView } from "./load";

export const instant = false;

const root = rootAt(2);
const STATES = ["none", "large", "vat"] as const;

type Props = { readonly params: Promise<{ readonly locale: string }>; readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officeImports")("title"), robots: { index: false } };
}

/** Products from a file, first as a rehearsal if wished, and what became of the files before. */
export default async function ImportsPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const t = words(locale, "officeImports");
  const asked = await searchParams;
  const view = await loadRuns(asked);
  const wrong = STATES.find((state) => state === asked["file"]);
  return (
    <OfficeFrame locale={locale} root={root} page="catalogue" here="office/imports" title={t("title")}>
      <p className="mt-2"><ShopLink root={root} to="office/catalogue" className="text-sm text-muted underline underline-offset-4">{t("back")}</ShopLink></p>
      {view && (
        <div className="mt-6 max-w-3xl">
          <p className="mb-6 max-w-prose text-muted">{t("lead")}</p>
          {wrong && <div className="mb-6"><Notice tone="bad" role="alert">{t(`wrong.${wrong}`)}</Notice></div>}
          <form action={`${root}office/imports/upload`} method="post" encType="multipart/form-data" className="space-y-5 rounded-card border border-line bg-raised p-5">
            <label className="block text-sm font-medium">{t("file")}
              <input type="file" name="file" required accept=".csv,text/csv" className="mt-1.5 block w-full cursor-pointer rounded-xl border border-dashed border-edge p-3 text-sm font-normal file:mr-4 file:cursor-pointer file:rounded-full file:border-0 file:bg-sand file:px-4 file:py-2 file:text-ink" />
              <span className="mt-1.5 block font-normal text-muted">{t("fileHint")}</span>
            </label>
            <div className="grid items-start gap-5 sm:grid-cols-2">
              <Field id="vat" name="vat" inputMode="decimal" label={t("vat")} hint={t("vatHint")} defaultValue="20" required />
              <fieldset>
                <legend className="mb-1.5 text-sm font-medium">{t("wish")}</legend>
                {(["rehearse", "import"] as const).map((wish) => <label key={wish} className="flex min-h-11 items-center gap-2.5"><input type="radio" name="wish" value={wish} defaultChecked={wish === "rehearse"} className="size-5 shrink-0 accent-accent" />{t(`wishes.${wish}`)}</label>)}
              </fieldset>
            </div>
            <label className="flex min-h-11 items-center gap-2.5"><input type="checkbox" name="skipBad" className="size-5 shrink-0 accent-accent" />{t("skipBad")}</label>
            <SubmitButton>{t("send")}</SubmitButton>
          </form>
          <Before view={view} locale={locale} />
        </div>
      )}
    </OfficeFrame>
  );
}

function Before({ view: { asked, page, timeZone }, locale }: { readonly view: RunsView; readonly locale: Locale }) {
  const t = words(locale, "officeImports");
  const last = page.rows.at(-1);
  return (
    <section aria-labelledby="before" className="mt-12">
      <h2 id="before" className="font-display text-heading">{t("before")}</h2>
      <OfficeList
        root={root} list="imports" part="before" locale={locale} asked={asked} any={page.rows.length > 0} next={page.more && last ? { before: last.id } : null}
        questions={<FilterSelect name="state" label={t("state")} value={asked.state} choices={[{ value: "", label: t("allStates") }, ...RUN_STATES.map((value) => ({ value, label: t(`states.${value}`) }))]} />}
      >
        <Table label={t("before")} columns={columnsOf(locale, timeZone)} rows={page.rows} keyOf={({ id }) => id} empty={t("none")} />
      </OfficeList>
    </section>
  );
}

function columnsOf(locale: Locale, timeZone: string): readonly Column<Run>[] {
  const t = words(locale, "officeImports");
  const time = dateFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
  return [
    { key: "file", head: t("file"), cell: ({ id, fileName, dryRun }) => <><ShopLink root={root} to={`office/imports/${id}`} className="inline-flex min-h-6 items-center font-medium break-all underline decoration-1 underline-offset-4">{fileName}</ShopLink>{dryRun && <span className="block text-sm text-muted">{t("rehearsal")}</span>}</> },
    { key: "at", head: t("at"), cell: ({ askedAt }) => <time dateTime={askedAt.toISOString()} className="text-sm text-muted">{time.format(askedAt)}</time> },
    { key: "state", head: t("state"), cell: ({ state }) => <Badge tone={state === "imported" ? "accent" : state === "refused" || state === "failed" ? "danger" : "plain"}>{t(`states.${state}`)}</Badge> },
    { key: "good", head: t("products"), numeric: true, cell: ({ report }) => report?.productsGood.toLocaleString(locale) ?? "" },
  ];
}
