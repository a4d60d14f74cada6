import { ShopLink, type Standing } from "@/components/shop/shop-link";
import type { Branch } from "@/lib/earnings/types";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney } from "@/lib/kernel/money";
import { words } from "@/lib/web/words";
import type { TreeView } from "../load";

type Props = Standing & { readonly tree: TreeView; readonly locale: Locale };

/**
 * Who brought whom, drawn: the person in the middle of things, those whom they brought, and those whom these brought. Each leads to their own
 * part of the tree, however deep it goes. The lines are drawn by the list itself, so that a screen reader hears a list of lists.
 */
export function Tree({ tree: { path, branches, more }, locale, root }: Props) {
  const t = words(locale, "earnings");
  const name = (person: { readonly name: string }): string => person.name || t("breakdown.nameless");
  const middle = path.at(-1);
  return (
    <section aria-labelledby="tree" className="mt-8 rounded-3xl border border-line bg-raised p-4 sm:p-8">
      <h2 id="tree" className="font-display text-heading">{t("people.tree")}</h2>
      {path.length > 1 && (
        <nav aria-label={t("people.path")} className="mt-3">
          <ol className="flex flex-wrap items-center gap-x-2 text-[0.9375rem]">
            {path.map((person, n) => (
              <li key={person.id} className="flex items-center gap-2">
                {n > 0 && <span aria-hidden="true" className="text-muted">›</span>}
                {n === path.length - 1 ? <span aria-current="true" className="font-medium">{name(person)}</span> : <ShopLink root={root} to={n === 0 ? "customers" : `customers?of=${person.id}`} className="inline-flex min-h-11 items-center text-accent underline underline-offset-4">{n === 0 ? t("people.you") : name(person)}</ShopLink>}
              </li>
            ))}
          </ol>
        </nav>
      )}
      {branches.length === 0 ? <p className="mt-4 text-muted">{t(path.length > 1 ? "people.noBranches" : "people.nobody")}</p> : (
        <>
          <p className="mt-5 inline-flex min-h-11 items-center rounded-full bg-accent px-5 font-medium text-paper">{path.length > 1 && middle ? name(middle) : t("people.you")}</p>
          <ul className="tree">
            {branches.map((branch) => (
              <li key={branch.person.id}>
                <Person branch={branch} locale={locale} root={root} />
                {branch.twigs.length > 0 && (
                  <ul className="tree">
                    {branch.twigs.map((twig) => <li key={twig.person.id}><Person branch={twig} locale={locale} root={root} /></li>)}
                    {branch.moreTwigs > 0 && <li><More to={`customers?of=${branch.person.id}`} count={branch.moreTwigs} locale={locale} root={root} /></li>}
                  </ul>
                )}
              </li>
            ))}
            {more > 0 && <li className="text-sm text-muted">{t("people.more", { count: more })}</li>}
          </ul>
        </>
      )}
    </section>
  );
}

function Person({ branch, locale, root }: Standing & { readonly branch: Branch; readonly locale: Locale }) {
  const t = words(locale, "earnings");
  const { person, role, earned, children, dormant } = branch;
  const label = person.name || t("breakdown.nameless");
  const facts = role === "distributor" ? t("people.distributor") : [formatMoney(earned, locale), ...(children > 0 ? [t("people.brought", { count: children })] : []), ...(dormant ? [t("people.dormant")] : [])].join(" · ");
  return (
    <span className={`inline-flex flex-wrap items-baseline gap-x-3 rounded-2xl border bg-paper px-4 py-2 ${dormant ? "border-dashed border-edge" : "border-line"}`}>
      {children > 0 && role === "customer" ? <ShopLink root={root} to={`customers?of=${person.id}`} className="inline-flex min-h-6 items-center font-medium underline decoration-1 underline-offset-4">{label}</ShopLink> : <span className="font-medium">{label}</span>}
      <span className="text-sm text-muted tabular-nums">{facts}</span>
    </span>
  );
}

function More({ to, count, locale, root }: Standing & { readonly to: string; readonly count: number; readonly locale: Locale }) {
  return <ShopLink root={root} to={to} className="inline-flex min-h-11 items-center text-sm text-accent underline underline-offset-4">{words(locale, "earnings")("people.more", { count })}</ShopLink>;
}
