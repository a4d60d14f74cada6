"use client";

import { Button } from "@/components/ui/button";
import { pathIn, placeOf } from "@/lib/kernel/address";
import { typesetFrench } from "@/lib/kernel/typography";
import en from "@/lib/web/messages/en/trouble.json";
import fr from "@/lib/web/messages/fr/trouble.json";

type Props = { readonly error: unknown; readonly retry: () => void };

/** What somebody sees when a page fails, whichever: what happened, that nothing is lost, and what to do. */
export default function Trouble({ error, retry }: Props) {
  // Read where it is shown: an error has no parameters, and its words must not need the server.
  const place = placeOf(typeof location === "undefined" ? "/" : location.pathname);
  const say = (key: keyof typeof fr): string => (place.locale === "en" ? en[key] : typesetFrench(fr[key]));
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <main className="mx-auto grid min-h-dvh max-w-xl content-center px-4 py-16">
      <h1 className="text-title">{say("title")}</h1>
      <p className="mt-3 text-lg text-muted">{say("lead")}</p>
      <div className="mt-7 flex flex-wrap gap-3">
        <Button type="button" onClick={retry}>{say("again")}</Button>
        <a href={pathIn(place, "/")} className="inline-flex min-h-12 items-center px-3 underline underline-offset-4">{say("home")}</a>
      </div>
      {digest !== null && <p className="mt-8 font-mono text-xs text-muted">{digest}</p>}
    </main>
  );
}
