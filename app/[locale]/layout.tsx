import type { ReactNode } from "react";
import "@/app/globals.css";
import { InstalledApp } from "@/components/shop/installed-app";
import { LookAhead } from "@/components/shop/look-ahead";
import { LOCALES } from "@/lib/kernel/locale";
import { loadStyle } from "@/lib/web/look";
import { localeOf } from "@/lib/web/place";

type Props = { readonly children: ReactNode; readonly params: Promise<{ readonly locale: string }> };

/** Both languages are prerendered. */
export function generateStaticParams() {
  return LOCALES.map((locale) => ({ locale }));
}

/** The document, and nothing with a link in it: a layout does not know how deep its page lies (decision 0003). */
export default async function Layout({ children, params }: Props) {
  const style = await loadStyle();
  return (
    // Whose address it is stands on the element before React comes.
    <html lang={await localeOf(params)} suppressHydrationWarning>
      <head>
        <link rel="icon" type="image/svg+xml" href="/img/icon.svg" />
        <link rel="apple-touch-icon" href="/img/apple-touch-icon.png" />
        <link rel="manifest" href="/manifest.webmanifest" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fdfbf7" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#1a1815" />
        {style !== "" && <style dangerouslySetInnerHTML={{ __html: style }} />}
        <InstalledApp />
        <LookAhead />
      </head>
      <body>{children}</body>
    </html>
  );
}
