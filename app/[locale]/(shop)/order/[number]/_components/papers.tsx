import { ShopLink, type Standing } from "@/components/shop/shop-link";
import type { OrderId } from "@/lib/kernel/id";
import type { Locale } from "@/lib/kernel/locale";
import { listInvoices } from "@/lib/invoice/queries";
import { db } from "@/lib/web/database";
import { dayText } from "@/lib/web/dates";
import { words } from "@/lib/web/words";

type Props = Standing & {
  readonly locale: Locale;
  readonly order: { readonly id: OrderId; readonly number: string; readonly timeZone: string };
  /** What opened the page, so that it opens these too. */
  readonly secret: string | undefined;
};

/** The order's invoice and credit notes, and the way out of the contract. The invoice comes some seconds after the payment. */
export async function Papers({ root, locale, order: { id, number, timeZone }, secret }: Props) {
  const t = words(locale, "invoice");
  const papers = await listInvoices(db(), id);
  const query = secret === undefined ? "" : `?key=${encodeURIComponent(secret)}`;
  return (
    <section>
      <h2 className="text-heading">{t("papers")}</h2>
      <ul className="mt-3">
        {papers.map((paper) => (
          <li key={paper.id}>
            <ShopLink root={root} to={`order/${number}/invoices/${paper.number}${query}`} className="inline-flex min-h-11 items-center underline underline-offset-4">{t(`kinds.${paper.kind}`)} {paper.number}</ShopLink>
            <span className="ml-3 text-sm text-muted">{dayText(paper.issuedAt, locale, timeZone)}</span>
          </li>
        ))}
        <li><ShopLink root={root} to={`withdraw/${number}${query}`} className="inline-flex min-h-11 items-center underline underline-offset-4">{words(locale, "legal")("footer.withdraw")}</ShopLink></li>
      </ul>
    </section>
  );
}
