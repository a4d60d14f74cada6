import { ShopLink, type Standing } from "./shop-link";

type Props = Standing & {
  readonly label: string;
  /** The way down from the front page; paths below the shop's root. */
  readonly way: readonly { readonly to: string; readonly text: string }[];
  /** The page itself. */
  readonly here: string;
};

/** Where a page lies in the shop. */
export function Crumbs({ root, label, way, here }: Props) {
  return (
    <nav aria-label={label} className="text-sm text-muted">
      <ol className="flex flex-wrap items-center gap-x-2">
        {way.map(({ to, text }) => (
          <li key={to} className="flex items-center gap-2">
            <ShopLink root={root} to={to} className="inline-flex min-h-8 items-center underline-offset-4 hover:text-ink hover:underline">{text}</ShopLink>
            <span aria-hidden="true" className="text-edge">/</span>
          </li>
        ))}
        <li aria-current="page" className="max-w-[16rem] truncate text-ink">{here}</li>
      </ol>
    </nav>
  );
}
