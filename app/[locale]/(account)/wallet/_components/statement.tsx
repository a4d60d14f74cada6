import { FilterSelect, Filters, queryOf } from "@/components/office/filters";
import { hrefIn, ShopLink, type Standing } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { INPUT_STYLE } from "@/components/ui/field";
import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney } from "@/lib/kernel/money";
import { MOVEMENT_GROUPS, type MovementGroup, type StatementAsked } from "@/lib/ledger/input";
import { words } from "@/lib/web/words";
import type { Movement, WalletView } from "../load";
import { sentenceKeyOf } from "./sentence";
import { reasonLines, shortOf } from "./why";

type Props = Standing & {
  readonly view: WalletView;
  readonly locale: Locale;
  /** Where the statement stands when it is not on its owner's page: the file is for its owner alone. */
  readonly at?: string;
};

const GROUPS = Object.keys(MOVEMENT_GROUPS) as readonly MovementGroup[];

/** The answers of the address as it is without those of a new installation: the shortest that says the same. */
function linkTo(path: string, asked: StatementAsked, change: Partial<StatementAsked> = {}): string {
  const { account, kind, from, to, before } = { ...asked, before: undefined, ...change };
  const query = queryOf({ account: account === "credit" ? "" : account, kind, from, to, before: before ?? "" });
  return query === "" ? path : `${path}?${query}`;
}

/** The movements of a wallet, newest first, each with a sentence and its reasons; filters, pages by key, and the same as a file. */
export function Statement({ view, locale, root, at = "wallet" }: Props) {
  const t = words(locale, "statement");
  const { asked, movements, older } = view;
  const filtered = asked.kind !== "" || asked.from !== "" || asked.to !== "";
  return (
    <section aria-labelledby="movements" className="mt-14">
      <h2 id="movements" className="font-display text-heading">{t("title")}</h2>
      {view.earnings && (
        <nav aria-labelledby="movements" className="mt-4 flex flex-wrap gap-2">
          {(["credit", "earnings"] as const).map((wallet) => (
            <ShopLink
              key={wallet} root={root} to={linkTo(at, asked, { account: wallet })} aria-current={asked.account === wallet ? "page" : undefined}
              className="inline-flex min-h-11 items-center rounded-full border border-line px-4 text-sm aria-[current]:border-accent aria-[current]:bg-accent-soft aria-[current]:font-medium"
            >
              {t(wallet)}
            </ShopLink>
          ))}
        </nav>
      )}
      <Filters action={hrefIn(root, at)} submit={t("find")}>
        {asked.account === "earnings" && <input type="hidden" name="account" value="earnings" />}
        <FilterSelect name="kind" label={t("kind")} value={asked.kind} choices={[{ value: "", label: t("all") }, ...GROUPS.map((group) => ({ value: group, label: t(`groups.${group}`) }))]} />
        {(["from", "to"] as const).map((name) => (
          <label key={name} className="block min-w-0 flex-1 basis-36 text-sm">
            <span className="mb-1 block text-muted">{t(name)}</span>
            <input type="date" name={name} defaultValue={asked[name]} className={INPUT_STYLE} />
          </label>
        ))}
      </Filters>
      {movements.length === 0 ? (
        <p className="mt-4 text-muted">{older !== null ? t("nothingYet") : filtered ? t("nothing") : t("empty")}</p>
      ) : (
        <ol className="mt-4 divide-y divide-line border-y border-line">
          {movements.map((movement) => <Line key={movement.version.toString()} movement={movement} locale={locale} timeZone={view.timeZone} />)}
        </ol>
      )}
      <p className="mt-4 flex flex-wrap gap-2">
        {(asked.before !== undefined || filtered) && <ShopLink root={root} to={linkTo(at, { ...asked, kind: "", from: "", to: "" })} className={buttonStyle("plain", "-ml-3")}>{t("newest")}</ShopLink>}
        {older !== null && <ShopLink root={root} to={linkTo(at, asked, { before: older })} className={buttonStyle("plain", "-ml-3")}>{t("older")}</ShopLink>}
        {at === "wallet" && movements.length > 0 && <a href={hrefIn(root, linkTo("wallet/csv", asked))} download className={buttonStyle("plain", "-ml-3")}>{t("csv")}</a>}
      </p>
    </section>
  );
}

function Line({ movement, locale, timeZone }: { readonly movement: Movement; readonly locale: Locale; readonly timeZone: string }) {
  const t = words(locale, "statement");
  const day = dateFormat(locale, { dateStyle: "long", timeZone });
  const plus = movement.amount.minor > 0n;
  const short = shortOf(movement, locale);
  const sentence = t(`said.${sentenceKeyOf(movement)}`, { order: movement.orderNumber ?? "" });
  return (
    <li className="flex items-baseline justify-between gap-4 py-4">
      <div className="min-w-0">
        {short === null ? <p>{sentence}</p> : (
          <details>
            <summary className="cursor-pointer list-none">
              {sentence} <span className="text-sm whitespace-nowrap text-accent underline underline-offset-4">{t("why.ask")}</span>
            </summary>
            <p className="mt-2 font-medium">{short}</p>
            <ul className="mt-1 mb-2 list-disc space-y-0.5 pl-5 text-sm text-muted">{reasonLines(movement, locale).map((line) => <li key={line}>{line}</li>)}</ul>
          </details>
        )}
        <p className="mt-0.5 text-sm text-muted"><time dateTime={movement.occurredAt.toISOString()}>{day.format(movement.occurredAt)}</time></p>
      </div>
      <div className="text-right whitespace-nowrap tabular-nums">
        <p className={plus ? "font-medium text-accent" : "font-medium"}>{plus ? "+" : ""}{formatMoney(movement.amount, locale)}</p>
        <p className="mt-0.5 text-sm text-muted">{t("after", { amount: formatMoney(movement.balanceAfter, locale) })}</p>
      </div>
    </li>
  );
}
