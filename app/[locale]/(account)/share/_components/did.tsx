import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney, money } from "@/lib/kernel/money";
import type { FriendStep, ShareSum } from "@/lib/members/sharing/types";
import { words } from "@/lib/web/words";
import type { ShareView } from "../load";

type Props = { readonly view: ShareView; readonly locale: Locale };

const ROWS_MAX = 10;
/** In the order in which a friend takes them. */
const STEPS = ["bought", "claimed", "shares"] as const satisfies readonly FriendStep[];

/** What the link did in thirty days, and for which products. Sums only: nobody is followed. */
export function Did({ view, locale }: Props) {
  const t = words(locale, "share");
  const { report, currency, products } = view;
  const day = dateFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
  const { total } = report;
  const tiles = [[t("did.visits"), String(total.visits)], [t("did.carts"), String(total.carts)], [t("did.orders"), String(total.orders)], [t("did.earned"), formatMoney(money(total.earnedMinor, currency), locale)]] as const;
  const byDay = report.days.slice(0, ROWS_MAX).map(({ day: date, ...sums }) => ({ ...sums, name: day.format(new Date(`${date}T00:00:00Z`)) }));
  const byProduct = report.products.slice(0, ROWS_MAX).map(({ product, ...sums }) => ({ ...sums, name: products.find(({ slug }) => slug === product)?.title ?? product }));
  return (
    <section aria-labelledby="did" className="mt-14">
      <h2 id="did" className="font-display text-heading">{t("did.title")}</h2>
      <p className="mt-1 text-muted">{t("did.lead")}</p>
      <dl className="mt-5 grid grid-cols-2 gap-3 sm:grid-cols-4">
        {tiles.map(([label, value]) => (
          <div key={label} className="flex flex-col-reverse justify-end rounded-2xl bg-sand p-4"><dt className="text-sm text-muted">{label}</dt><dd className="font-display text-3xl lining-nums">{value}</dd></div>
        ))}
      </dl>
      <div className="mt-6 grid gap-8 lg:grid-cols-2">
        {byDay.length > 0 && <Rows head={t("did.day")} rows={byDay} view={view} locale={locale} />}
        {byProduct.length > 0 && <Rows long head={t("did.product")} rows={byProduct} view={view} locale={locale} />}
      </div>
    </section>
  );
}

/** On a phone a long name has a line of its own, and its numbers the next one. */
const LONG = "max-sm:block max-sm:[&_:is(thead,tbody)]:block max-sm:[&_tr]:grid max-sm:[&_tr]:grid-cols-4 max-sm:[&_thead_th:first-child]:sr-only max-sm:[&_tbody_th]:col-span-4 max-sm:[&_tbody_th]:pb-0 max-sm:[&_td]:pb-2.5";

function Rows({ head, rows, view, locale, long = false }: Props & { readonly head: string; readonly long?: boolean; readonly rows: readonly (ShareSum & { readonly name: string })[] }) {
  const t = words(locale, "share");
  const most = Math.max(1, ...rows.map(({ visits }) => visits));
  return (
    <div className="overflow-x-auto">
      <table className={`w-full text-sm ${long ? LONG : ""}`}>
        <thead className="text-left text-muted">
          <tr><th className="py-2 pr-3 font-normal">{head}</th>{[t("did.visits"), t("did.carts"), t("did.orders"), t("did.earned")].map((label) => <th key={label} className="px-1.5 py-2 text-right font-normal">{label}</th>)}</tr>
        </thead>
        <tbody className="divide-y divide-line border-y border-line tabular-nums">
          {rows.map(({ name, visits, carts, orders, earnedMinor }) => (
            <tr key={name}>
              <th scope="row" className="py-2.5 pr-3 text-left font-normal">
                {name}
                <span aria-hidden="true" className="mt-1 block h-1 rounded-full bg-accent" style={{ width: `${Math.round((100 * visits) / most)}%` }} />
              </th>
              <td className="px-1.5 text-right">{visits}</td>
              <td className="px-1.5 text-right">{carts}</td>
              <td className="px-1.5 text-right">{orders}</td>
              <td className="px-1.5 text-right whitespace-nowrap">{formatMoney(money(earnedMinor, view.currency), locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The people who came by the link: a first name, an initial, and how far each has come. */
export function Friends({ view: { friends, timeZone }, locale }: Props) {
  const t = words(locale, "share");
  const day = dateFormat(locale, { dateStyle: "long", timeZone });
  return (
    <section aria-labelledby="friends" className="mt-14">
      <h2 id="friends" className="font-display text-heading">{t("friends.title")}</h2>
      {friends.length === 0 ? <p className="mt-2 text-muted">{t("friends.none")}</p> : (
        <ul className="mt-4 divide-y divide-line border-y border-line">
          {friends.map((friend, nth) => (
            <li key={nth} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3">
              <span><span className="font-medium">{friend.name}</span> <span className="block text-sm text-muted">{day.format(friend.since)}</span></span>
              <span className="flex items-center gap-3 text-sm">
                <span aria-hidden="true" className="flex gap-1">{STEPS.map((step, far) => <span key={step} className={`h-1.5 w-6 rounded-full ${far <= STEPS.indexOf(friend.step) ? "bg-accent" : "bg-line"}`} />)}</span>
                {t(`friends.${friend.step}`)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
