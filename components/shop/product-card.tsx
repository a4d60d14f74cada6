import { Badge } from "@/components/ui/badge";
import { Price } from "@/components/ui/price";
import { Skeleton } from "@/components/ui/skeleton";
import { CashBack, type CashBackFigures } from "./cash-back";
import { Picture, type ShownPicture } from "./picture";
import { ShopLink, type Standing } from "./shop-link";

/** A product on a shelf: finished values. */
export type ProductTile = {
  /** Path below the shop's root. */
  readonly to: string;
  readonly title: string;
  readonly summary: string;
  readonly picture: ShownPicture | null;
  readonly price: string;
  /** "from", where variants differ in price. */
  readonly before: string | null;
  readonly reference: { readonly price: string; readonly label: string } | null;
  /** What the struck price is, where there is one. */
  readonly struck: string;
  readonly cashBack: CashBackFigures;
  /** "Sold out" or "Reduced". */
  readonly badge: string | null;
};

type Props = Standing & { readonly tile: ProductTile; readonly first?: boolean };

const SIZES = "(min-width: 72rem) 17rem, (min-width: 48rem) 30vw, 47vw";

/** One product of a shelf; the whole card leads to its page. */
export function ProductCard({ tile, root, first = false }: Props) {
  return (
    <article className="group relative flex h-full flex-col">
      <div className="relative aspect-square overflow-hidden rounded-card bg-sand">
        {tile.picture && <Picture picture={tile.picture} sizes={SIZES} first={first} className="size-full object-cover transition-transform duration-500 ease-calm group-hover:scale-[1.03]" />}
        {tile.badge !== null && <span className="absolute top-3 left-3"><Badge>{tile.badge}</Badge></span>}
      </div>
      <h3 className="mt-3 text-lg leading-snug">
        <ShopLink root={root} to={tile.to} className="decoration-1 underline-offset-4 group-hover:underline after:absolute after:inset-0">{tile.title}</ShopLink>
      </h3>
      <p className="mt-1"><Price price={tile.price} before={tile.before ?? undefined} reference={tile.reference} /></p>
      {tile.reference && <p aria-hidden="true" className="text-xs text-muted">{tile.struck}</p>}
      {tile.cashBack.length > 0 && <p className="mt-0.5 text-sm text-accent"><CashBack figures={tile.cashBack} /></p>}
    </article>
  );
}

type ShelfProps = Standing & { readonly tiles: readonly ProductTile[]; /** How many are seen without scrolling. */ readonly first?: number };

/** The looks of a shelf, for those that fill it themselves. */
export const SHELF_STYLE = "shelf grid grid-cols-2 gap-x-4 gap-y-9 sm:gap-x-6 md:grid-cols-3 md:gap-y-12 lg:grid-cols-4";

/** The room of a shelf whose products are on their way. */
export function EmptyShelf() {
  return (
    <div aria-hidden="true" className={SHELF_STYLE}>
      {["", "", "hidden md:block", "hidden lg:block"].map((where, n) => <div key={n} className={where}><Skeleton className="aspect-square rounded-card" /><Skeleton className="mt-4 h-5 w-3/4" /><Skeleton className="mt-3 h-4 w-1/3" /></div>)}
    </div>
  );
}

/** A shelf of products. */
export function Shelf({ tiles, root, first = 0 }: ShelfProps) {
  return <ul className={SHELF_STYLE}>{tiles.map((tile, n) => <li key={tile.to}><ProductCard tile={tile} root={root} first={n < first} /></li>)}</ul>;
}
