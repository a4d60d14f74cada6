import "server-only";
import { loadProduct } from "@/app/[locale]/(shop)/products/[slug]/load";
import { loadFrame, loadFront } from "@/app/[locale]/(shop)/load";
import type { Locale } from "@/lib/kernel/locale";
import { findShop } from "@/lib/members/queries";
import { db } from "@/lib/web/database";
import { cardOf } from "@/lib/web/preview/subject";

/** A shop, and a product in it, as robots see them. `shop` null: the company's own. */
export async function loadSubject(locale: Locale, { handle, slug }: { readonly handle: string | null; readonly slug: string | null }) {
  const finding = handle === null ? null : await findShop(db(), handle);
  if (finding && finding.kind !== "open") return { found: false, moved: finding.kind === "moved" ? finding.handle : null } as const;
  const [frame, front, product] = await Promise.all([loadFrame(locale), loadFront(locale), slug === null ? null : loadProduct(locale, slug)]);
  if (slug !== null && !product) return { found: false, moved: null } as const;
  const shop = finding?.shop ?? null;
  const hero = front.front ? `/img/${front.front.picture}-1920.webp` : null;
  const card = cardOf(locale, { company: frame.name, accent: frame.accent, hero, shop, product: product && { title: product.title, picture: product.pictures[0]?.webp ?? null } });
  return { found: true, shop, product, frame, front, card } as const;
}
export type Subject = Extract<Awaited<ReturnType<typeof loadSubject>>, { found: true }>;
