import { type Column, Table } from "@/components/office/table";
import { ShopLink, type Standing } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney } from "@/lib/kernel/money";
import { words } from "@/lib/web/words";
import { ACCOUNTS, type MemberView, sumsOf } from "../load";

type Props = Standing & { readonly view: MemberView; readonly locale: Locale };

/** Kinds of postings that have a sentence. */
const KINDS = ["cashback", "hold", "capture", "release", "refund", "refund_cancel", "dispute_hold", "dispute_release", "reattribute", "adjustment", "payout", "payout_return", "merge", "erasure"] as const;
const ROLES = { 1: "buyer", 2: "sharer", 3: "distributor" } as const;

/** What stands on each of the four accounts. */
export function Sums({ view, locale }: Omit<Props, "root">) {
  const t = words(locale, "officePerson");
  return (
    <dl className="mt-4 grid grid-cols-2 gap-px overflow-hidden rounded-card border border-line bg-line sm:grid-cols-4">
      {sumsOf(view.wallets).map(([account, amount]) => (
        <div key={account} className="bg-raised px-4 py-4">
          <dt className="text-sm text-muted">{t(`accounts.${account}`)}</dt>
          <dd className={`mt-1 font-display text-2xl lining-nums tabular-nums ${amount.minor < 0n ? "text-danger" : ""}`}>{formatMoney(amount, locale)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** One account's movements, newest first, with the balance after each. */
export function Statement({ view, locale, root }: Props) {
  const t = words(locale, "officePerson");
  const here = `office/members/${view.member.id}`;
  const to = (account: string, more = ""): string => `${here}?account=${account}${more}#wallets`;
  return (
    <div className="mt-5">
      <nav aria-label={t("statement")} className="-mx-4 mb-3 flex gap-2 overflow-x-auto px-4 pb-1 [scrollbar-width:none] sm:mx-0 sm:flex-wrap sm:px-0">
        {ACCOUNTS.map((account) => (
          <ShopLink key={account} root={root} to={to(account)} aria-current={account === view.account ? "page" : undefined} className="inline-flex min-h-11 items-center rounded-full border border-line px-4 text-sm whitespace-nowrap transition-colors hover:border-ink aria-[current]:border-accent aria-[current]:bg-accent-soft aria-[current]:font-medium">
            {t(`accounts.${account}`)}
          </ShopLink>
        ))}
      </nav>
      <Table label={t("statement")} columns={columnsOf({ view, locale, root })} rows={view.lines} keyOf={({ version }) => version.toString()} empty={t("noMovement")} />
      <p className="mt-3 flex flex-wrap gap-2">
        {view.paged && <ShopLink root={root} to={to(view.account)} className={buttonStyle("plain")}>{t("newest")}</ShopLink>}
        {view.older !== null && <ShopLink root={root} to={to(view.account, `&before=${view.older}`)} className={buttonStyle("plain")}>{t("olderMovements")}</ShopLink>}
        {view.lines.length > 0 && <ShopLink root={root} to={`office/export/statement?member=${view.member.id}&account=${view.account}`} download className={buttonStyle("plain", "ml-auto")}>{words(locale, "office")("list.file")}</ShopLink>}
      </p>
    </div>
  );
}

function columnsOf({ view, locale, root }: Props): readonly Column<MemberView["lines"][number]>[] {
  const t = words(locale, "officePerson");
  const day = dateFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: view.timeZone });
  return [
    {
      key: "what", head: t("movement"),
      cell: ({ kind, key, position, orderNumber, occurredAt }) => {
        const known = KINDS.find((name) => name === kind);
        const role = kind === "cashback" ? ROLES[position as 1 | 2 | 3] : undefined;
        return (
          <>
            <span className="font-medium">{known === undefined ? kind : t(`kinds.${known}`)}</span>{role !== undefined && <span className="text-muted">, {t(`parts.${role}`)}</span>}
            <span className="block text-sm text-muted"><time dateTime={occurredAt.toISOString()}>{day.format(occurredAt)}</time>{orderNumber !== null && <>, <ShopLink root={root} to={`office/orders/${orderNumber}`} className="underline underline-offset-4">{orderNumber}</ShopLink></>}</span>
            <span className="block text-xs break-all text-muted" title={t("businessKey")}>{key}</span>
          </>
        );
      },
    },
    { key: "amount", head: t("amount"), numeric: true, cell: ({ amount, balanceAfter }) => <><span className={amount.minor < 0n ? "" : "text-accent"}>{amount.minor > 0n ? "+" : ""}{formatMoney(amount, locale)}</span><span className="block text-sm text-muted md:hidden">{formatMoney(balanceAfter, locale)}</span></> },
    { key: "after", head: t("after"), numeric: true, wide: true, cell: ({ balanceAfter }) => formatMoney(balanceAfter, locale) },
  ];
}
