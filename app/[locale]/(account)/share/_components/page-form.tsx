"use client";

import { useActionState, useState } from "react";
import { Button } from "@/components/ui/button";
import { INPUT_STYLE } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { furnishAction } from "../actions";
import { PagePreview, type PreviewTexts, type PreviewedShop } from "./page-preview";

type Product = { readonly slug: string; readonly title: string };
type Props = {
  readonly shop: PreviewedShop & { readonly words: string; readonly favourites: readonly string[] };
  readonly products: readonly Product[];
  readonly wordsMax: number;
  readonly texts: PreviewTexts & Readonly<Record<"words" | "wordsHint" | "favourites" | "favourite" | "none" | "save" | "wrong", string>>;
};

const PLACES = [0, 1, 2, 3] as const;

/** What a member's page says and shows, with the page and the link as others will see them while it is written. */
export function PageForm({ shop, products, wordsMax, texts }: Props) {
  const [outcome, submit, pending] = useActionState(furnishAction, null);
  const given: Readonly<Record<string, string>> = outcome && "given" in outcome ? outcome.given : {};
  const [words, setWords] = useState(given["words"] ?? shop.words);
  const [chosen, setChosen] = useState(PLACES.map((place) => given[`favourite${place}`] ?? shop.favourites[place] ?? ""));
  return (
    <div className="grid gap-8 lg:grid-cols-2">
      <form action={submit} className="space-y-5">
        {outcome && <Notice tone="bad" role="alert">{texts.wrong}</Notice>}
        <div>
          <label htmlFor="words" className="mb-1.5 block text-sm font-medium">{texts.words}</label>
          <textarea id="words" name="words" rows={4} maxLength={wordsMax} defaultValue={words} onChange={(event) => setWords(event.target.value)} className={INPUT_STYLE} aria-describedby="words-hint" />
          <p id="words-hint" className="mt-1.5 text-sm text-muted">{texts.wordsHint}</p>
        </div>
        <fieldset className="space-y-2">
          <legend className="mb-1.5 text-sm font-medium">{texts.favourites}</legend>
          {PLACES.map((place) => (
            <select
              key={place} name={`favourite${place}`} aria-label={`${texts.favourite} ${place + 1}`} defaultValue={chosen[place]} className={INPUT_STYLE}
              onChange={(event) => setChosen(chosen.map((slug, other) => (other === place ? event.target.value : slug)))}
            >
              <option value="">{texts.none}</option>
              {products.map(({ slug, title }) => <option key={slug} value={slug}>{title}</option>)}
            </select>
          ))}
        </fieldset>
        <Button disabled={pending}>{texts.save}</Button>
      </form>
      <PagePreview shop={shop} words={words} titles={chosen.flatMap((slug) => products.find((product) => product.slug === slug)?.title ?? [])} texts={texts} />
    </div>
  );
}
