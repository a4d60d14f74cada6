"use client";

import { useActionState, useState } from "react";
import { Button } from "@/components/ui/button";
import { INPUT_STYLE } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { contrast, READABLE, shadesOf } from "@/lib/kernel/colour";
import type { Locale } from "@/lib/kernel/locale";
import { lookAction } from "../actions";

type Texts = Readonly<Record<"accent" | "accentHint" | "readable" | "tooPale" | "font" | "look" | "sample" | "button" | "logo" | "logoHint" | "send" | "sending" | "drop" | "save" | "saving" | "saved", string>> & { readonly refusals: Readonly<Record<string, string>>; readonly states: Readonly<Record<string, string>> };
type Props = {
  readonly accent: string;
  readonly font: string;
  readonly company: string;
  /** The address of the logo; null: none. */
  readonly logo: string | null;
  readonly upload: string;
  readonly state: "kept" | "large" | "none" | "refused" | null;
  readonly fonts: readonly { readonly value: string; readonly label: string }[];
  readonly texts: Texts;
  readonly locale: Locale;
};

const PAPERS = [["light", "#fdfbf7", "#25221c"], ["dark", "#1a1815", "#f3ede2"]] as const;

/** The shop's colour and type, with a look at both papers and what the eye makes of them; and its logo. */
export function BrandForm({ locale, accent, font, company, logo, upload, state, fonts, texts }: Props) {
  const [outcome, submit, pending] = useActionState(lookAction, null);
  const given = outcome && !outcome.ok && "given" in outcome ? outcome.given : null;
  const [colour, setColour] = useState(accent);
  const [sending, setSending] = useState(false);
  const ratio = contrast(colour, "#fdfbf7");
  const shades = shadesOf(colour);
  const said = `${ratio.toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} : 1`;
  return (
    <div className="space-y-10">
      <form key={JSON.stringify([accent, font, given])} action={submit} className="space-y-6">
        {outcome && !outcome.ok && <Notice tone="bad" role="alert">{texts.refusals[outcome.reason] ?? texts.refusals["failed"]}</Notice>}
        {outcome?.ok && <Notice tone="good" role="status">{texts.saved}</Notice>}
        <div className="grid gap-5 sm:grid-cols-2">
          <div>
            <label htmlFor="accent" className="mb-1.5 block text-sm font-medium">{texts.accent}</label>
            <input id="accent" name="accent" type="color" value={colour} onChange={(event) => setColour(event.target.value)} aria-describedby="accent-says" className="h-12 w-full cursor-pointer rounded-xl border border-edge bg-raised p-1.5" />
            <p id="accent-says" aria-live="polite" className={`mt-1.5 text-sm ${ratio < READABLE ? "text-danger" : "text-muted"}`}>{ratio < READABLE ? texts.tooPale : texts.readable} {said}. {texts.accentHint}</p>
          </div>
          <div>
            <label htmlFor="font" className="mb-1.5 block text-sm font-medium">{texts.font}</label>
            <select id="font" name="font" defaultValue={given?.["font"] ?? font} className={INPUT_STYLE}>{fonts.map(({ value, label }) => <option key={value} value={value}>{label}</option>)}</select>
          </div>
        </div>
        <div role="group" aria-label={texts.look} className="grid gap-4 sm:grid-cols-2">
          {PAPERS.map(([name, paper, ink]) => (
            <div key={name} className="rounded-card border border-line p-5" style={{ background: paper, color: ink }}>
              <p className="font-display text-2xl">{company}</p>
              <p className="mt-1" style={{ color: shades[name].accent }}>{texts.sample}</p>
              <p className="mt-3 inline-block rounded-full px-5 py-2.5 font-medium" style={{ background: shades[name].accent, color: paper }}>{texts.button}</p>
              <p className="mt-3 inline-block rounded-full px-3 py-1 text-sm" style={{ background: shades[name].soft, color: shades[name].strong }}>{texts.sample}</p>
            </div>
          ))}
        </div>
        {logo !== null && <label className="inline-flex min-h-11 items-center gap-2.5"><input type="checkbox" name="dropLogo" className="size-5 shrink-0 accent-accent" />{texts.drop}</label>}
        <div><Button disabled={pending}>{pending ? texts.saving : texts.save}</Button></div>
      </form>
      <form action={upload} method="post" encType="multipart/form-data" onSubmit={() => setSending(true)} className="space-y-4 rounded-card border border-line bg-raised p-5">
        <h2 className="font-display text-xl">{texts.logo}</h2>
        {state !== null && <Notice tone={state === "kept" ? "good" : "bad"} role={state === "kept" ? "status" : "alert"}>{texts.states[state]}</Notice>}
        {logo !== null && <img src={logo} alt={company} className="max-h-20 max-w-64 rounded-lg bg-paper object-contain p-2" />}
        <input type="file" name="logo" required aria-label={texts.logo} accept="image/png,image/jpeg,image/webp,image/avif" className="block w-full cursor-pointer rounded-xl border border-dashed border-edge p-3 text-sm file:mr-4 file:cursor-pointer file:rounded-full file:border-0 file:bg-sand file:px-4 file:py-2 file:text-ink" />
        <p className="text-sm text-muted">{texts.logoHint}</p>
        <Button kind="quiet" disabled={sending}>{sending ? texts.sending : texts.send}</Button>
      </form>
    </div>
  );
}
