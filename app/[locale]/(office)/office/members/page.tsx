import type { Metadata } from "next";
import { FilterSearch, FilterSelect } from "@/components/office/filters";
import { type Column, Table } from "@/components/office/table";
import { ShopLink } from "@/components/shop/shop-link";
import { Badge } from "@/components/ui/badge";
import { rootAt } from "@/lib/kernel/address";
import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import { MEMBER_ROLES, MEMBER_STATES, type MemberRow } from "@/lib/office/types";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { OfficeFrame } from "../../_components/office-frame";
import { OfficeList } from "../../_components/office-list";
import { loadMembers, type MembersView } from "./load";

export const instant = false;

const root = rootAt(2);

type Props = {
  readonly params: Promise<{ readonly locale: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officeMembers")("title"), robots: { index: false } };
}

export default async function MembersPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const view = await loadMembers(await searchParams);
  return (
    <OfficeFrame locale={locale} root={root} page="members" here="office/members" title={words(locale, "officeMembers")("title")}>
      {view && <Members view={view} locale={locale} />}
    </OfficeFrame>
  );
}

function Members({ view, locale }: { readonly view: MembersView; readonly locale: Locale }) {
  const t = words(locale, "officeMembers");
  const { asked, page } = view;
  const last = page.rows.at(-1);
  return (
    <OfficeList
      root={root} list="members" locale={locale} asked={{ q: asked.search, role: asked.role, status: asked.status }}
      any={page.rows.length > 0} next={page.more && last ? { before: last.id } : null}
      questions={<>
        <FilterSearch name="q" label={t("search")} hint={t("searchHint")} value={asked.search} />
        <FilterSelect name="role" label={t("role")} value={asked.role} choices={[{ value: "", label: t("all") }, ...MEMBER_ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))]} />
        <FilterSelect name="status" label={t("status")} value={asked.status} choices={[{ value: "", label: t("all") }, ...MEMBER_STATES.map((value) => ({ value, label: t(`states.${value}`) }))]} />
      </>}
    >
      <Table label={t("title")} columns={columnsOf(view, locale)} rows={page.rows} keyOf={({ id }) => id} empty={asked.search === "" ? t("none") : t("nothingFound", { search: asked.search })} />
    </OfficeList>
  );
}

function columnsOf({ timeZone }: MembersView, locale: Locale): readonly Column<MemberRow>[] {
  const t = words(locale, "officeMembers");
  const day = dateFormat(locale, { dateStyle: "medium", timeZone });
  return [
    {
      key: "name", head: t("name"),
      cell: ({ id, firstName, lastName, email }) => <><ShopLink root={root} to={`office/members/${id}`} className="inline-flex min-h-6 items-center font-medium underline decoration-1 underline-offset-4 hover:decoration-2">{`${firstName} ${lastName}`.trim() || t("nameless")}</ShopLink><span className="block text-sm break-all text-muted">{email ?? t("erased")}</span></>,
    },
    { key: "role", head: t("role"), cell: ({ role, status }) => <Badge tone={role === "distributor" ? "accent" : "plain"}>{status === "active" ? t(`roles.${role}`) : t(`states.${status}`)}</Badge> },
    { key: "handle", head: t("handle"), wide: true, cell: ({ handle }) => (handle === null ? "" : `/${handle}`) },
    { key: "parent", head: t("parent"), wide: true, cell: ({ parent }) => parent ?? t("nobody") },
    { key: "since", head: t("since"), numeric: true, wide: true, cell: ({ createdAt }) => <time dateTime={createdAt.toISOString()}>{day.format(createdAt)}</time> },
  ];
}
