import { notFound } from "next/navigation";
import { Shelf } from "@/components/shop/product-card";
import { rootAt } from "@/lib/kernel/address";
import { localeOf } from "@/lib/web/place";
import { ShopFrame } from "../../_components/shop-frame";
import { listCollectionSlugs, loadCollection } from "../../load";

/** Prerendered, the same for every shop. DESIGN §7 */
export const ensureStatic = "navigation";

const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string; readonly slug: string }> };

export async function generateStaticParams() {
  return (await listCollectionSlugs()).map((slug) => ({ slug }));
}

/** One collection and its products. */
export default async function CollectionPage({ params }: Props) {
  const [locale, { slug }] = await Promise.all([localeOf(params), params]);
  const collection = await loadCollection(locale, slug);
  if (!collection) notFound();
  return (
    <ShopFrame locale={locale} root={root} here={`collections/${slug}`}>
      <div className="mx-auto max-w-6xl px-4 py-10 sm:px-6">
        <h1 className="text-title">{collection.title}</h1>
        <p className="mt-3 max-w-2xl text-lg text-muted">{collection.summary}</p>
        <div className="mt-8"><Shelf tiles={collection.products} root={root} firstRows={2} /></div>
      </div>
    </ShopFrame>
  );
}
