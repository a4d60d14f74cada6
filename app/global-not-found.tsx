import type { Metadata } from "next";
import "./globals.css";
import { HANDLE_PATTERN } from "@/lib/kernel/address";

export const metadata: Metadata = { title: "Page introuvable · Page not found" };

/** This page answers at every depth, so its links can't be relative: they are put below the shop before anything is drawn. */
const KEEP_SHOP = `for(const a of document.querySelectorAll("a[data-root]")){const m=new RegExp(${JSON.stringify(`^(?:/en(?=/|$))?/(${HANDLE_PATTERN})(?=/|$)`)},"i").exec(location.pathname);if(m)a.href+=m[1]+"/"}`;

/** Any address that leads nowhere, with status 404, in both languages because the route is not known. */
export default function NotFoundEverywhere() {
  return (
    <html lang="fr">
      <body>
        <main>
          <h1>Page introuvable</h1>
          <p><a data-root="" href="/">Retour à la boutique</a></p>
          <section lang="en">
            <h2>Page not found</h2>
            <p><a data-root="" href="/en/">Back to the shop</a></p>
          </section>
        </main>
        <script dangerouslySetInnerHTML={{ __html: KEEP_SHOP }} />
      </body>
    </html>
  );
}
