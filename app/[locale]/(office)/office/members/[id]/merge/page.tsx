import type { Metadata } from "next";
import { DeedForm } from "@/components/office/deed-form";
import { ShopLink } from "@/components/shop/shop-link";
import { Notice } from "@/components/ui/notice";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { add, formatMoney } from "@/lib/kernel/money";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { OfficeFrame } from "../../../../_components/office-frame";
import { mergeAction } from "./actions";
import { type Half, loadMerge, type MergeView } from "./load";

export const instant = false;

const root = rootAt(4);

type Props = {
  readonly params: Promise<{ readonly locale: string; readonly id: string }>;
  readonly searchParams: Promise<{ readonly into?: string | string[] }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officePerson")("merge.title"), robots: { index: false } };
}

/** Two accounts side by side, and what making them one does, before it is done: it can't be taken back. */
export default async function MergePage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const { id } = await params;
  const { into } = await searchParams;
  const view = await loadMerge(id, typeof into === "string" ? into : "");
  const t = words(locale, "officePerson");
  return (
    <OfficeFrame locale={locale} root={root} page="members" here={`office/members/${id}/merge`} title={t("merge.title")}>
      <p className="mt-2"><ShopLink root={root} to={`office/members/${id}`} className="inline-flex min-h-11 items-center text-sm text-muted underline underline-offset-4">{t("backToMember")}</ShopLink></p>
      {view ? <Both view={view} locale={locale} /> : <p className="mt-6 text-lg text-muted">{t("refusals.not_allowed")}</p>}
    </OfficeFrame>
  );
}

function Both({ view: { from, into, deed }, locale }: { readonly view: MergeView; readonly locale: Locale }) {
  const t = words(locale, "officePerson");
  if (into === null || into === "unknown" || into === "same") return <div className="mt-6 max-w-xl"><Notice tone="bad" role="alert">{t(into === "same" ? "merge.same" : "merge.unknown")}</Notice></div>;
  const sum = formatMoney(add(add(from.wallets.credit.balance, from.wallets.earnings.balance), add(into.wallets.credit.balance, into.wallets.earnings.balance)), locale);
  return (
    <div className="mt-6 max-w-3xl space-y-8">
      <div className="grid gap-4 sm:grid-cols-2">
        <Card half={from} title={t("merge.ends")} locale={locale} />
        <Card half={into} title={t("merge.survives")} locale={locale} strong />
      </div>
      <ul className="list-disc space-y-1 pl-5">
        <li>{t("merge.money", { name: into.member.name || t("nameless"), sum })}</li>
        <li>{t("merge.tree", { count: from.member.below })}</li>
        <li>{t("merge.links")}</li>
        <li>{t("merge.address")}</li>
      </ul>
      <DeedForm
        id="merge" action={mergeAction} kind="primary"
        fields={[
          { kind: "hidden", name: "member", value: from.member.id }, { kind: "hidden", name: "into", value: into.member.id }, { kind: "hidden", name: "deed", value: deed },
          { kind: "words", name: "reason", label: t("reason"), hint: t("reasonHint"), wrong: t("reasonMissing") },
        ]}
        refusals={{ not_allowed: t("refusals.not_allowed"), unknown_member: t("refusals.unknown_member"), same_member: t("merge.same"), invalid_input: t("refusals.invalid_input"), refused: t("refusals.refused") }}
        texts={{ submit: t("merge.do"), sending: t("sending"), done: t("merge.done") }}
      />
    </div>
  );
}

function Card({ half: { member, wallets }, title, locale, strong = false }: { readonly half: Half; readonly title: string; readonly locale: Locale; readonly strong?: boolean }) {
  const t = words(locale, "officePerson");
  return (
    <section className={`rounded-card border p-5 ${strong ? "border-accent bg-accent-soft" : "border-line bg-raised"}`}>
      <h2 className="text-sm text-muted">{title}</h2>
      <p className="mt-1 font-display text-xl">{member.name || t("nameless")}</p>
      <p className="break-all text-muted">{member.email ?? t("erased")}</p>
      <dl className="mt-3 space-y-1 text-[0.9375rem]">
        {([[t("link"), member.handle === null ? t("none") : `/${member.handle}`], [t("adjust.credit"), formatMoney(wallets.credit.balance, locale)], [t("adjust.earnings"), formatMoney(wallets.earnings.balance, locale)]] as const).map(([label, value]) => (
          <div key={label} className="flex justify-between gap-3"><dt className="text-muted">{label}</dt><dd className="tabular-nums">{value}</dd></div>
        ))}
      </dl>
    </section>
  );
}
