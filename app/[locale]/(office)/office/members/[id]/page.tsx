import type { Metadata } from "next";
import { ShopLink } from "@/components/shop/shop-link";
import { Badge } from "@/components/ui/badge";
import { Notice } from "@/components/ui/notice";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { dayText } from "@/lib/web/dates";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { OfficeFrame } from "../../../_components/office-frame";
import { Waiting } from "../../adjustments/_components/waiting";
import { Deeds } from "./_components/deeds";
import { MemberOrders, MemberTrail } from "./_components/history";
import { Tree } from "./_components/tree";
import { Statement, Sums } from "./_components/wallets";
import { loadMember, type MemberView } from "./load";

export const instant = false;

const root = rootAt(3);

type Props = {
  readonly params: Promise<{ readonly locale: string; readonly id: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officePerson")("title"), robots: { index: false } };
}

/** One member: who they are, their money, their tree, their orders, and what can be done. */
export default async function MemberPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const { id } = await params;
  const view = await loadMember(id, await searchParams);
  const t = words(locale, "officePerson");
  const known = view !== null && view !== "unknown" ? view : null;
  return (
    <OfficeFrame locale={locale} root={root} page="members" here={`office/members/${id}`} title={known ? known.member.name || t("nameless") : t("title")}>
      <p className="mt-2"><ShopLink root={root} to="office/members" className="inline-flex min-h-11 items-center text-sm text-muted underline underline-offset-4">{t("back")}</ShopLink></p>
      {view === "unknown" && <p className="mt-6 text-lg text-muted">{t("unknown")}</p>}
      {known && <Whole view={known} locale={locale} />}
    </OfficeFrame>
  );
}

function Whole({ view, locale }: { readonly view: MemberView; readonly locale: Locale }) {
  const t = words(locale, "officePerson");
  const { member } = view;
  return (
    <>
      <p className="mt-1 flex flex-wrap gap-2">
        <Badge tone={member.role === "distributor" ? "accent" : "plain"}>{t(`roles.${member.role}`)}</Badge>
        <Badge tone={member.status === "active" ? "plain" : "danger"}>{t(`states.${member.status}`)}</Badge>
        {member.statusLabel !== "" && <Badge>{member.statusLabel}</Badge>}
      </p>
      {member.survivor && <div className="mt-5"><Notice>{t("mergedInto")} <ShopLink root={root} to={`office/members/${member.survivor.id}`} className="font-medium underline underline-offset-4">{member.survivor.name || t("nameless")}</ShopLink></Notice></div>}
      <Waiting root={root} requests={view.waiting} locale={locale} timeZone={view.timeZone} named={false} />
      <div className="mt-6 grid gap-10 lg:grid-cols-[1fr_21rem]">
        <div className="min-w-0 space-y-12">
          <section aria-labelledby="wallets">
            <h2 id="wallets" className="font-display text-heading">{t("wallets")}</h2>
            <Sums view={view} locale={locale} />
            <Statement view={view} locale={locale} root={root} />
          </section>
          <Tree view={view} locale={locale} root={root} />
          {view.mayReadOrders && <MemberOrders view={view} locale={locale} root={root} />}
          {view.mayReadTrail && <MemberTrail view={view} locale={locale} root={root} />}
        </div>
        <aside className="space-y-4">
          <Facts view={view} locale={locale} />
          <Deeds view={view} locale={locale} root={root} />
        </aside>
      </div>
    </>
  );
}

function Facts({ view, locale }: { readonly view: MemberView; readonly locale: Locale }) {
  const t = words(locale, "officePerson");
  const { member, timeZone } = view;
  const day = (at: Date): string => dayText(at, locale, timeZone);
  const facts: readonly (readonly [string, string])[] = [
    [t("address"), member.email ?? t("erased")],
    [t("link"), member.handle === null ? t("none") : `/${member.handle}`],
    ...(member.formerHandles.length > 0 ? [[t("formerLinks"), member.formerHandles.map((handle) => `/${handle}`).join(", ")] as const] : []),
    ...(member.town === "" ? [] : [[t("town"), member.town] as const]),
    ...(member.externalId === null ? [] : [[t("externalId"), member.externalId] as const]),
    [t("since"), day(member.createdAt)],
    [t("claimed"), member.claimedAt ? day(member.claimedAt) : t("notClaimed")],
    [t("binding"), member.binding ? (member.binding.until ? t("bindingUntil", { name: member.binding.name, date: day(member.binding.until) }) : t("bindingForLife", { name: member.binding.name })) : t("noBinding")],
    [t("reference"), member.id],
  ];
  return (
    <section aria-labelledby="facts" className="rounded-card border border-line bg-raised p-5">
      <h2 id="facts" className="font-display text-xl">{t("facts")}</h2>
      <dl className="mt-3 space-y-2.5 text-[0.9375rem]">
        {facts.map(([label, value]) => <div key={label}><dt className="text-sm text-muted">{label}</dt><dd className="break-all">{value}</dd></div>)}
      </dl>
    </section>
  );
}
