import { ShopLink, type Standing } from "@/components/shop/shop-link";
import type { ShownCollection } from "../load";

/** A collection by its picture. */
export function CollectionTile({ root, collection: { slug, title, summary, picture } }: Standing & { readonly collection: ShownCollection }) {
  return (
    <article className="group relative">
      <div className="aspect-[4/3] overflow-hidden rounded-card bg-sand">
        {picture !== null && (
          <picture className="contents">
            <source type="image/avif" srcSet={`/img/collections/${picture}-960.avif`} />
            <img src={`/img/collections/${picture}-960.webp`} alt="" width={960} height={720} loading="lazy" decoding="async" className="size-full object-cover transition-transform duration-500 ease-calm group-hover:scale-[1.03]" />
          </picture>
        )}
      </div>
      <h3 className="mt-3 text-lg leading-tight sm:text-xl">
        <ShopLink root={root} to={`collections/${slug}`} className="decoration-1 underline-offset-4 group-hover:underline after:absolute after:inset-0">{title}</ShopLink>
      </h3>
      {summary !== "" && <p className="mt-1 hidden text-[0.9375rem] text-muted sm:block">{summary}</p>}
    </article>
  );
}
