import { ShopLink, type Standing } from "@/components/shop/shop-link";
import type { Locale } from "@/lib/kernel/locale";
import { words } from "@/lib/web/words";

const PAGES = ["wallet", "share", "profile"] as const;

/** The pages of a signed-in member's own, above the title of each. */
export function AccountNav({ root, locale, here }: Standing & { readonly locale: Locale; readonly here: (typeof PAGES)[number] | null }) {
  const t = words(locale, "account");
  return (
    <nav aria-label={t("nav.label")} className="mb-8 -ml-4 flex gap-1">
      {PAGES.map((page) => (
        <ShopLink
          key={page} root={root} to={page} aria-current={page === here ? "page" : undefined}
          className="inline-flex min-h-11 items-center rounded-full px-4 text-[0.9375rem] text-muted transition-colors hover:bg-sand hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent-strong"
        >
          {t(`nav.${page}`)}
        </ShopLink>
      ))}
    </nav>
  );
}
