import { Badge } from "@/components/ui/badge";
import { Price } from "@/components/ui/price";
import { Picture, type ShownPicture } from "./picture";
import { ShopLink, type Standing } from "./shop-link";

/** A product on a shelf: finished values. */
export type ProductTile = {
  readonly to: string;
  readonly title: string;
  readonly summary: string;
  readonly picture: ShownPicture | null;
  readonly price: string;
  readonly before: string | undefined;
  readonly reference: { readonly price: string; readonly label: string } | null;
  readonly cashBack: string;
  readonly soldOut: string | null;
};

/** One product of a shelf; the whole card leads to its page. */
export function ProductCard({ tile, root, first = false }: Standing & { readonly tile: ProductTile; readonly first?: boolean }) {
  return (
    <ShopLink root={root} to={tile.to} className="group block">
      <div className="relative aspect-square overflow-hidden rounded-card bg-sand">
        {tile.picture && <Picture picture={tile.picture} sizes="(min-width: 64rem) 25vw, 50vw" first={first} className="size-full object-cover transition-transform duration-500 group-hover:scale-[1.03]" />}
        {tile.soldOut && <span className="absolute top-3 left-3"><Badge>{tile.soldOut}</Badge></span>}
      </div>
      <h3 className="mt-3 text-lg leading-snug group-hover:underline group-hover:underline-offset-4">{tile.title}</h3>
      <p className="mt-1"><Price price={tile.price} before={tile.before} reference={tile.reference} /></p>
      <p className="mt-1 text-sm text-accent-strong">{tile.cashBack}</p>
    </ShopLink>
  );
}

/** A shelf of products. */
export function Shelf({ tiles, root, firstRows = 0 }: Standing & { readonly tiles: readonly ProductTile[]; readonly firstRows?: number }) {
  return (
    <ul className="grid grid-cols-2 gap-x-4 gap-y-10 sm:gap-x-6 lg:grid-cols-4">
      {tiles.map((tile, n) => <li key={tile.to}><ProductCard tile={tile} root={root} first={n < firstRows} /></li>)}
    </ul>
  );
}
