"use client";

import { type SubmitEvent, startTransition, useActionState, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { refreshPersonal } from "@/components/shop/personal";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Quantity } from "@/components/ui/quantity";
import type { Root } from "@/lib/kernel/address";
import { type AddOutcome, addToCartAction } from "../actions";
import type { ShownVariant } from "../load";
import { Added } from "./added";
import { OptionGroup } from "./option-group";
import { showPicture } from "./gallery";
import { VariantFacts } from "./variant-facts";

type Refusal = Extract<AddOutcome, { readonly ok: false }>["reason"];
export type BuyTexts = Readonly<Record<"add" | "adding" | "quantity" | "less" | "more" | "soldOut" | "vat" | "cashBackWhen" | "added" | "toCart" | "close" | "failed" | "variants" | Refusal, string>>;

type Props = {
  readonly root: Root;
  readonly slug: string;
  readonly title: string;
  readonly options: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly variants: readonly ShownVariant[];
  /** Most of one thing that the form takes. */
  readonly most: number;
  readonly texts: BuyTexts;
};

type Sent = AddOutcome | { readonly ok: false; readonly reason: "failed" };

async function send(previous: unknown, form: FormData): Promise<Sent> {
  try {
    const outcome = await addToCartAction(previous, form);
    if (outcome.ok) await refreshPersonal();
    return outcome;
  } catch {
    return { ok: false, reason: "failed" };
  }
}

const never = () => () => undefined;

/** Choose and add: a form of radio buttons that works before and without JavaScript; with it, price, stock and picture follow the choice. */
export function BuyForm({ root, slug, title, options, variants, most, texts }: Props) {
  const enhanced = useSyncExternalStore(never, () => true, () => false);
  // The server's own function until the script is here: only then does the form work without it.
  const [outcome, add, pending] = useActionState<Sent | null, FormData>(enhanced ? send : addToCartAction, null);
  const form = useRef<HTMLFormElement>(null);
  const [chosen, setChosen] = useState(() => (variants.find(({ stock }) => stock !== "out") ?? variants[0])?.optionValues ?? []);
  const variant = variants.find(({ optionValues }) => optionValues.every((value, option) => value === chosen[option])) ?? variants[0];

  const met = useRef(false);
  useEffect(() => {
    // What was chosen before the script came; later the page is made anew with other objects.
    if (met.current) return;
    met.current = true;
    const data = form.current && new FormData(form.current);
    const early = options.map((_, option) => Number(data?.get(`option${option}`)));
    if (variants.some(({ optionValues }) => optionValues.join() === early.join())) setChosen(early);
  }, [options, variants]);

  const choose = (option: number, value: number) => {
    const wanted = chosen.map((now, other) => (other === option ? value : now));
    const fits = (candidate: ShownVariant) => candidate.optionValues.join() === wanted.join();
    const next = variants.find(fits) ?? variants.find(({ optionValues }) => optionValues[option] === value);
    if (!next) return;
    setChosen(next.optionValues);
    if (next.pictureId) showPicture(next.pictureId);
  };
  // By hand, because a form that React sends is emptied afterwards.
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    startTransition(() => add(data));
  };
  if (!variant) return null;
  const soldOut = variant.stock === "out";
  return (
    <form ref={form} action={add} onSubmit={submit} className="mt-5">
      <input type="hidden" name="product" value={slug} />
      {enhanced && <input type="hidden" name="enhanced" value="1" />}
      <VariantFacts variant={variant} vat={texts.vat} cashBackWhen={texts.cashBackWhen} />
      {options.map(({ name, values }, option) => (
        <OptionGroup
          key={name} name={name} option={option} values={values} chosen={chosen[option] ?? 0} choose={choose}
          gone={(value) => variants.every((one) => one.stock === "out" || one.optionValues[option] !== value || one.optionValues.some((v, o) => o !== option && v !== chosen[o]))}
        />
      ))}
      <AllVariants options={options} variants={variants} text={texts.variants} />
      {/* On a phone the step that the page is for is never out of sight. */}
      <div className="mt-6 flex flex-wrap gap-3 max-sm:sticky max-sm:bottom-0 max-sm:z-20 max-sm:-mx-4 max-sm:flex-nowrap max-sm:border-t max-sm:border-line max-sm:bg-paper/95 max-sm:px-4 max-sm:py-3 max-sm:backdrop-blur-sm">
        <Quantity id="quantity" label={texts.quantity} max={most} labels={{ less: texts.less, more: texts.more }} />
        <Button className="flex-1 max-sm:px-4 sm:min-w-48" disabled={pending || (enhanced && soldOut)}>{soldOut ? texts.soldOut : pending ? texts.adding : texts.add}</Button>
      </div>
      {outcome?.ok === false && <div className="mt-4"><Notice tone="bad" role="alert">{texts[outcome.reason]}</Notice></div>}
      <Added root={root} outcome={outcome?.ok ? outcome : null} title={title} texts={texts} />
    </form>
  );
}

type VariantsProps = Pick<Props, "options" | "variants"> & { readonly text: string };

/** Without JavaScript the facts above are those of one variant: here are those of all. */
function AllVariants({ options, variants, text }: VariantsProps) {
  if (options.length === 0) return null;
  return (
    <div className="without-script mt-5 text-sm">
      <p className="font-medium">{text}</p>
      <ul className="mt-1">
        {variants.map(({ id, optionValues, price, stockLine }) => <li key={id} className="text-muted">{options.map(({ values }, n) => values[optionValues[n] ?? 0]).join(", ")} · {price} · {stockLine}</li>)}
      </ul>
    </div>
  );
}
