import type { Column } from "@/components/office/table";
import { ShopLink } from "@/components/shop/shop-link";
import type { Root } from "@/lib/kernel/address";
import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney } from "@/lib/kernel/money";
import type { BookTransaction } from "@/lib/office/book/types";
import { words } from "@/lib/web/words";
import { KINDS } from "../load";

/** A transaction's two columns: what it is, and its entries, which sum to zero. */
export function transactionColumns(timeZone: string, locale: Locale, root: Root): readonly Column<BookTransaction>[] {
  const t = words(locale, "officeLedger");
  const time = dateFormat(locale, { dateStyle: "short", timeStyle: "medium", timeZone });
  return [
    {
      key: "what", head: t("transaction"),
      cell: (one) => {
        const known = KINDS.find((kind) => kind === one.kind);
        return (
          <>
            <span className="font-medium">{known === undefined ? one.kind : t(`kinds.${known}`)}</span>
            <span className="block text-sm text-muted"><time dateTime={one.postedAt.toISOString()}>{time.format(one.postedAt)}</time>{one.orderNumber !== null && <>, <ShopLink root={root} to={`office/orders/${one.orderNumber}`} className="inline-flex min-h-6 items-center underline underline-offset-4">{one.orderNumber}</ShopLink></>}</span>
            <code className="block text-xs break-all text-muted">{one.key}</code>
            <div className="mt-3 md:hidden"><Entries one={one} locale={locale} root={root} /></div>
          </>
        );
      },
    },
    { key: "entries", head: t("entries"), wide: true, cell: (one) => <Entries one={one} locale={locale} root={root} /> },
  ];
}

function Entries({ one, locale, root }: { readonly one: BookTransaction; readonly locale: Locale; readonly root: Root }) {
  const t = words(locale, "officeLedger");
  return (
    <ul className="space-y-1 text-sm">
      {one.entries.map((entry, n) => (
        <li key={n} className="flex justify-between gap-4">
          <span className="min-w-0">{entry.member === null ? <span className="text-muted">{t("company")}</span> : <ShopLink root={root} to={`office/members/${entry.member}`} className="underline decoration-1 underline-offset-4">{entry.name ?? t("nameless")}</ShopLink>}<span className="text-muted">, {t(`accounts.${entry.account}`)}</span></span>
          <span className="whitespace-nowrap tabular-nums">{entry.amount.minor > 0n ? "+" : ""}{formatMoney(entry.amount, locale)}</span>
        </li>
      ))}
    </ul>
  );
}
