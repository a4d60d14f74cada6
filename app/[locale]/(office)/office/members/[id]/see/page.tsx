import type { Metadata } from "next";
import { DeedForm } from "@/components/office/deed-form";
import { Table } from "@/components/office/table";
import { ShopLink } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney } from "@/lib/kernel/money";
import { StatementQuery } from "@/lib/ledger/input";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { Statement } from "../../../../../(account)/wallet/_components/statement";
import { WalletCard } from "../../../../../(account)/wallet/_components/wallet-card";
import { OfficeFrame } from "../../../../_components/office-frame";
import { lookAction } from "./actions";
import { loadSee, type SeeView } from "./load";

export const instant = false;

const root = rootAt(4);

type Props = {
  readonly params: Promise<{ readonly locale: string; readonly id: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officePerson")("see.title"), robots: { index: false } };
}

/** What a member sees, to read only: nobody is ever signed in as somebody else. Each look is in the trail with its reason. */
export default async function SeePage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const { id } = await params;
  const view = await loadSee(id, { locale, ...StatementQuery.parse(await searchParams) });
  const t = words(locale, "officePerson");
  return (
    <OfficeFrame locale={locale} root={root} page="members" here={`office/members/${id}/see`} title={t("see.title")}>
      <p className="mt-2"><ShopLink root={root} to={`office/members/${id}`} className="inline-flex min-h-11 items-center text-sm text-muted underline underline-offset-4">{t("backToMember")}</ShopLink></p>
      {view === null ? <p className="mt-6 text-lg text-muted">{t("unknown")}</p> : view.seen ? <Seen view={view} seen={view.seen} locale={locale} /> : <Ask view={view} locale={locale} />}
    </OfficeFrame>
  );
}

function Ask({ view, locale }: { readonly view: SeeView; readonly locale: Locale }) {
  const t = words(locale, "officePerson");
  return (
    <div className="mt-6 max-w-xl space-y-5">
      <p className="text-muted">{t("see.lead", { name: view.member.name || t("nameless") })}</p>
      <DeedForm
        id="see" action={lookAction} kind="primary"
        fields={[{ kind: "hidden", name: "member", value: view.member.id }, { kind: "hidden", name: "deed", value: view.deed }, { kind: "words", name: "reason", label: t("reason"), hint: t("reasonHint"), wrong: t("reasonMissing") }]}
        refusals={{ not_allowed: t("refusals.not_allowed"), invalid_input: t("refusals.invalid_input"), refused: t("refusals.refused") }}
        texts={{ submit: t("see.do"), sending: t("sending"), done: t("see.done") }}
      />
    </div>
  );
}

function Seen({ view, seen: { wallet, orders }, locale }: { readonly view: SeeView; readonly seen: NonNullable<SeeView["seen"]>; readonly locale: Locale }) {
  const [t, a, o] = [words(locale, "officePerson"), words(locale, "account"), words(locale, "officeOrders")];
  const still = { stream: null, accounts: wallet.accounts, locale };
  return (
    <div className="mt-6 max-w-3xl">
      <Notice>{t("see.readOnly", { name: view.member.name || t("nameless") })}</Notice>
      <p className="mt-5"><a href={wallet.link} target="_blank" rel="noreferrer" className={buttonStyle("quiet", "min-h-11 px-5 py-2")}>{t("see.shop")}</a></p>
      <div className={`mt-6 grid gap-5 ${wallet.earnings ? "sm:grid-cols-2" : ""}`}>
        <WalletCard wallet={wallet.credit} kind="credit" title={a("wallet.credit")} lead={a("wallet.creditLead")} {...still} />
        {wallet.earnings && <WalletCard wallet={wallet.earnings} kind="earnings" title={a("wallet.earnings")} lead={a("wallet.earningsLead")} {...still} />}
      </div>
      <Statement view={wallet} locale={locale} root={root} at={`office/members/${view.member.id}/see`} />
      <h2 className="mt-12 mb-4 font-display text-heading">{t("see.orders")}</h2>
      <Table
        label={t("see.orders")} rows={orders} keyOf={({ id }) => id} empty={t("noOrder")}
        columns={[
          { key: "number", head: o("number"), cell: ({ number, path }) => <a href={path} target="_blank" rel="noreferrer" className="inline-flex min-h-6 items-center font-medium underline decoration-1 underline-offset-4 hover:decoration-2">{number}</a> },
          { key: "status", head: o("status"), cell: ({ status }) => o(`states.${status}`) },
          { key: "total", head: o("total"), numeric: true, cell: ({ total }) => formatMoney(total, locale) },
        ]}
      />
    </div>
  );
}
