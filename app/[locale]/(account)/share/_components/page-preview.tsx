export type PreviewedShop = { readonly name: string; readonly host: string; readonly picture: string | null };
export type PreviewTexts = Readonly<Record<"preview" | "linkPreview" | "shopOf" | "linkTitle" | "linkText", string>>;

type Props = { readonly shop: PreviewedShop; readonly words: string; readonly titles: readonly string[]; readonly texts: PreviewTexts };

/** The page's head as friends will see it, and the link as it looks in a message. */
export function PagePreview({ shop, words, titles, texts }: Props) {
  return (
    <div className="needs-script space-y-6">
      <section>
        <h3 className="mb-2 font-sans text-sm font-medium text-muted">{texts.preview}</h3>
        <div className="overflow-hidden rounded-3xl border border-line bg-raised">
          <p className="bg-accent-soft px-5 py-2 text-sm">{texts.shopOf}</p>
          <div className="flex gap-4 p-5">
            {shop.picture ? <img src={shop.picture} alt="" className="size-16 rounded-full object-cover" /> : <span aria-hidden="true" className="grid size-16 shrink-0 place-items-center rounded-full bg-sand font-display text-2xl">{shop.name.slice(0, 1)}</span>}
            <div className="min-w-0">
              <p className="font-display text-xl">{shop.name}</p>
              <p className="mt-1 break-words text-muted">{words}</p>
            </div>
          </div>
          {titles.length > 0 && <ul className="grid grid-cols-2 gap-2 px-5 pb-5 text-sm">{titles.map((title, nth) => <li key={nth} className="rounded-xl bg-sand px-3 py-2">{title}</li>)}</ul>}
        </div>
      </section>
      <section>
        <h3 className="mb-2 font-sans text-sm font-medium text-muted">{texts.linkPreview}</h3>
        <div className="rounded-2xl border border-line bg-raised p-4">
          <p className="text-sm text-muted">{shop.host}</p>
          <p className="font-medium">{texts.linkTitle}</p>
          <p className="text-sm break-words text-muted">{words === "" ? texts.linkText : words}</p>
        </div>
      </section>
    </div>
  );
}
