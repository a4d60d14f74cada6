import type { ReactNode } from "react";
import "@/app/globals.css";
import { LookAhead } from "@/components/shop/look-ahead";
import { LOCALES } from "@/lib/kernel/locale";
import { localeOf } from "@/lib/web/place";

type Props = { readonly children: ReactNode; readonly params: Promise<{ readonly locale: string }> };

/** Both languages are prerendered. */
export function generateStaticParams() {
  return LOCALES.map((locale) => ({ locale }));
}

/** The document, and nothing with a link in it: a layout does not know how deep its page lies (decision 0003). */
export default async function Layout({ children, params }: Props) {
  return (
    // Whose address it is stands on the element before React comes.
    <html lang={await localeOf(params)} suppressHydrationWarning>
      <head>
        <link rel="icon" type="image/svg+xml" href="/img/icon.svg" />
        <LookAhead />
      </head>
      <body>{children}</body>
    </html>
  );
}
