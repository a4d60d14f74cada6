import type { ComponentProps } from "react";

type Props = {
  readonly page: number;
  readonly pages: number;
  readonly texts: Readonly<Record<"pages" | "page" | "previous" | "next", string>>;
  readonly linkTo: (page: number) => Pick<ComponentProps<"a">, "href" | "onClick">;
};

const STYLE = "inline-flex min-h-11 min-w-11 items-center justify-center rounded-full px-3 transition-colors hover:bg-sand aria-[current]:bg-accent aria-[current]:text-paper";

/** The pages of a list: the first, the last and those beside this one. */
export function Pages({ page, pages, texts, linkTo }: Props) {
  if (pages < 2) return null;
  const shown = Array.from({ length: pages }, (_, n) => n + 1).filter((n) => n === 1 || n === pages || Math.abs(n - page) < 2);
  return (
    <nav aria-label={texts.pages} className="mt-12 flex justify-center">
      <ul className="flex flex-wrap items-center gap-1">
        {page > 1 && <li><a {...linkTo(page - 1)} rel="prev" className={STYLE}>{texts.previous}</a></li>}
        {shown.map((n, at) => (
          <li key={n} className="flex items-center gap-1">
            {n - (shown[at - 1] ?? n) > 1 && <span aria-hidden="true" className="text-muted">…</span>}
            <a {...linkTo(n)} aria-current={n === page ? "page" : undefined} aria-label={texts.page.replace("{page}", n.toString())} className={STYLE}>{n}</a>
          </li>
        ))}
        {page < pages && <li><a {...linkTo(page + 1)} rel="next" className={STYLE}>{texts.next}</a></li>}
      </ul>
    </nav>
  );
}
