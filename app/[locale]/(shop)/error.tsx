"use client";

import { Button } from "@/components/ui/button";
import { pathIn, placeOf } from "@/lib/kernel/address";
import en from "@/lib/web/messages/en/trouble.json";
import fr from "@/lib/web/messages/fr/trouble.json";

type Props = { readonly error: Error & { readonly digest?: string }; readonly reset: () => void };

/** What somebody sees when a page of the shop fails: what happened, that nothing is lost, and what to do. */
export default function Trouble({ error, reset }: Props) {
  // Read where it is shown: an error has no parameters, and its words must not need the server.
  const place = placeOf(typeof location === "undefined" ? "/" : location.pathname);
  const said = place.locale === "en" ? en : fr;
  return (
    <main className="mx-auto grid min-h-dvh max-w-xl content-center px-4 py-16">
      <h1 className="text-title">{said["title"]}</h1>
      <p className="mt-3 text-lg text-muted">{said["lead"]}</p>
      <div className="mt-7 flex flex-wrap gap-3">
        <Button type="button" onClick={reset}>{said["again"]}</Button>
        <a href={pathIn(place, "/")} className="inline-flex min-h-12 items-center px-3 underline underline-offset-4">{said["home"]}</a>
      </div>
      {error.digest !== undefined && <p className="mt-8 font-mono text-xs text-muted">{error.digest}</p>}
    </main>
  );
}
