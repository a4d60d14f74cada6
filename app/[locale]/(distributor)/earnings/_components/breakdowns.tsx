import { ShopLink } from "@/components/shop/shop-link";
import { idOf } from "@/lib/kernel/id";
import { formatMoney } from "@/lib/kernel/money";
import { words } from "@/lib/web/words";
import { type Breakdown, BREAKDOWNS, type Share } from "../load";
import type { PartProps } from "./part";

/** The shown period by product, by customer, by stage and by link. */
export function Breakdowns({ view, locale, root }: PartProps) {
  const t = words(locale, "earnings");
  if (view.shown.orders === 0 && view.shown.takenBack.minor === 0n) return <p className="mt-10 text-lg text-muted">{t("breakdown.empty")}</p>;
  return (
    <div className="mt-12 grid gap-x-12 gap-y-10 md:grid-cols-2">
      {BREAKDOWNS.map((dimension) => (
        <section key={dimension} aria-labelledby={`by-${dimension}`}>
          <h2 id={`by-${dimension}`} className="font-display text-heading">{t(`breakdown.${dimension}`)}</h2>
          <ol className="mt-3 divide-y divide-line border-y border-line">
            {view.breakdowns[dimension].map((share) => <Row key={share.kind + share.of} share={share} dimension={dimension} locale={locale} root={root} />)}
          </ol>
        </section>
      ))}
    </div>
  );
}

function Row({ share, dimension, locale, root }: Pick<PartProps, "locale" | "root"> & { readonly share: Share; readonly dimension: Breakdown }) {
  const t = words(locale, "earnings");
  const to = share.kind === "rest" ? null : salesOf(dimension, share.of);
  const name = nameOf(share, dimension, t);
  return (
    <li className="py-3">
      <div className="flex items-baseline justify-between gap-4">
        <span className="min-w-0">{to === null ? name : <ShopLink root={root} to={to} className="underline decoration-line decoration-1 underline-offset-4 hover:decoration-current">{name}</ShopLink>}</span>
        <span className="font-medium whitespace-nowrap tabular-nums">{formatMoney(share.amount, locale)}</span>
      </div>
      <div className="mt-1.5 flex items-center gap-3">
        <div aria-hidden="true" className="h-1.5 flex-1 rounded-full bg-sand"><div className="h-full rounded-full bg-accent" style={{ width: `${share.percent}%` }} /></div>
        <span className="w-32 text-right text-sm whitespace-nowrap text-muted tabular-nums">{share.orders > 0 ? `${t("orders", { count: share.orders })} · ` : ""}{t("goals.percent", { percent: share.percent })}</span>
      </div>
    </li>
  );
}

/** The list of the sales behind a row, where the list can be narrowed to it. */
function salesOf(dimension: Breakdown, of: string): string | null {
  if (dimension === "customer") return `earnings/sales?buyer=${idOf("member", of)}`;
  if (dimension === "link" && of !== "") return `earnings/sales?link=${encodeURIComponent(of)}`;
  return dimension === "stage" ? `earnings/sales?stage=${of}` : null;
}

function nameOf({ kind, name, of }: Share, dimension: Breakdown, t: ReturnType<typeof words<"earnings">>): string {
  if (kind === "rest") return t("breakdown.others");
  if (dimension === "stage") return t(`stage.${of as "direct" | "viral" | "organic" | "self"}`);
  if (dimension === "link" && of === "") return t("breakdown.ownAddress");
  return name || t("breakdown.nameless");
}
