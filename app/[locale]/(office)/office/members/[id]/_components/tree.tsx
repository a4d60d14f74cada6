import { ShopLink, type Standing } from "@/components/shop/shop-link";
import { Badge } from "@/components/ui/badge";
import type { Locale } from "@/lib/kernel/locale";
import type { TreePerson } from "@/lib/office/person/types";
import { words } from "@/lib/web/words";
import { ListEnd } from "../../../../_components/list-end";
import type { MemberView } from "../load";

type Props = Standing & { readonly view: MemberView; readonly locale: Locale };

/** Where a member stands: everybody above them down from the company, and a page of those below. */
export function Tree({ view, locale, root }: Props) {
  const t = words(locale, "officePerson");
  const { member, above, aboveMore, below } = view;
  const last = below.rows.at(-1);
  return (
    <section aria-labelledby="tree">
      <h2 id="tree" className="font-display text-heading">{t("tree")}</h2>
      <ol className="mt-4 border-l-2 border-line pl-5" aria-label={t("above")}>
        <li className="relative pb-3 text-muted before:absolute before:top-2 before:-left-[1.6875rem] before:size-2.5 before:rounded-full before:bg-line">{t("company")}{aboveMore > 0 && `, ${t("aboveMore", { count: aboveMore })}`}</li>
        {above.toReversed().map((person) => <li key={person.id} className="relative pb-3 before:absolute before:top-2 before:-left-[1.6875rem] before:size-2.5 before:rounded-full before:bg-line"><Line person={person} locale={locale} root={root} /></li>)}
        <li className="relative before:absolute before:top-2 before:-left-[1.6875rem] before:size-2.5 before:rounded-full before:bg-accent"><span className="font-medium">{member.name || t("nameless")}</span> <span className="text-sm text-muted">· {t("below", { count: member.below })}</span></li>
      </ol>
      {below.rows.length > 0 && (
        <ul className="mt-3 ml-5 divide-y divide-line rounded-card border border-line bg-raised" aria-label={t("below", { count: member.below })}>
          {below.rows.map((person) => <li key={person.id} className="px-4 py-3"><Line person={person} locale={locale} root={root} /></li>)}
        </ul>
      )}
      {last && <div className="ml-5"><ListEnd root={root} locale={locale} of={t("tree")} next={below.more ? `office/members/${member.id}?below=${last.id}#tree` : null} file={`below?member=${member.id}`} /></div>}
    </section>
  );
}

function Line({ person, locale, root }: Standing & { readonly person: TreePerson; readonly locale: Locale }) {
  const t = words(locale, "officePerson");
  return (
    <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
      <ShopLink root={root} to={`office/members/${person.id}`} className="inline-flex min-h-6 items-center font-medium underline decoration-1 underline-offset-4 hover:decoration-2">{person.name || t("nameless")}</ShopLink>
      <Badge tone={person.role === "distributor" ? "accent" : "plain"}>{t(`roles.${person.role}`)}</Badge>
      {person.status !== "active" && <Badge tone="danger">{t(`states.${person.status}`)}</Badge>}
      <span className="text-sm text-muted">{person.handle !== null && `/${person.handle} · `}{t("below", { count: person.below })}</span>
    </span>
  );
}
