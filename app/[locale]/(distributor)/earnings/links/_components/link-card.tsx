import { CopyButton } from "@/components/account/copy-button";
import { hrefIn, type Standing } from "@/components/shop/shop-link";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney } from "@/lib/kernel/money";
import { words } from "@/lib/web/words";
import type { ShownLink } from "../load";
import { ArchiveForm } from "./archive-form";

type Props = Standing & { readonly link: ShownLink; readonly fresh: boolean; readonly locale: Locale };

/** A labelled link to show, to print and to send: its address, its code, and what it did so far. */
export function LinkCard({ link, fresh, locale, root }: Props) {
  const t = words(locale, "earnings");
  const label = link.label ?? "";
  const code = (format: string) => hrefIn(root, `earnings/links/qr?of=${encodeURIComponent(link.handle)}${format}`);
  return (
    <article aria-label={label} className={`flex h-full gap-4 rounded-3xl border p-5 sm:p-6 ${fresh ? "border-accent bg-accent-soft" : "border-line bg-raised"}`}>
      <div className="flex min-w-0 flex-1 flex-col">
        {fresh && <p role="status" className="mb-1 text-sm text-accent-strong">{t("links.made")}</p>}
        <h2 className="font-display text-xl leading-snug break-words">{label}</h2>
        <p className="mt-1 text-[0.9375rem] wrap-anywhere"><a href={link.address} className="text-accent underline decoration-1 underline-offset-4">{link.address.replace(/^https?:\/\//, "")}</a></p>
        <p className="mt-3 text-[0.9375rem] text-muted tabular-nums">
          {t("links.did", { visits: link.visits, orders: link.orders })}<strong className="block font-display text-2xl font-normal text-ink lining-nums">{formatMoney(link.earned, locale)}</strong>
        </p>
        <div className="mt-auto pt-4"><CopyButton value={link.address} label={t("links.copy")} copied={t("links.copied")} /></div>
        <div className="mt-1 -ml-3"><ArchiveForm handle={link.handle} archived={link.archived} label={link.archived ? t("links.restore") : t("links.archive")} /></div>
      </div>
      <figure className="w-28 shrink-0 text-center sm:w-32">
        <div role="img" aria-label={t("links.code", { label })} className="overflow-hidden rounded-xl bg-white p-0.5 [&>svg]:size-full" dangerouslySetInnerHTML={{ __html: link.qr }} />
        <figcaption className="mt-1 flex justify-center gap-3 text-sm">
          <a href={code("&format=png")} download className="inline-flex min-h-6 items-center underline underline-offset-4">PNG</a>
          <a href={code("")} download className="inline-flex min-h-6 items-center underline underline-offset-4">SVG</a>
        </figcaption>
      </figure>
    </article>
  );
}
