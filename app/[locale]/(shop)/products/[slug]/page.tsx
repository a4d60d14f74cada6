import { notFound } from "next/navigation";
import { rootAt } from "@/lib/kernel/address";
import { localeOf } from "@/lib/web/place";
import { ShopFrame } from "../../_components/shop-frame";
import { listSlugs } from "./load";

/** Prerendered, the same for every shop; a slug first seen later waits for its page, and an unknown one is a true 404. DESIGN §7 */
export const ensureStatic = "navigation";

const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string; readonly slug: string }> };

export async function generateStaticParams() {
  return (await listSlugs()).map((slug) => ({ slug }));
}

/** One product. */
export default async function ProductPage({ params }: Props) {
  const [locale, { slug }, slugs] = await Promise.all([localeOf(params), params, listSlugs()]);
  if (!slugs.includes(slug)) notFound();
  return (
    <ShopFrame locale={locale} root={root} here={`products/${slug}`}>
      <h1>{slug}</h1>
    </ShopFrame>
  );
}
