"use client";

import { useEffect, useState } from "react";
import { Field } from "@/components/ui/field";
import type { Root } from "@/lib/kernel/address";
import type { Listed } from "@/lib/members/types";
import { askSuggestions } from "./suggestions";
import type { CheckoutTexts } from "./texts";

const LETTERS_MIN = 3;
const WAIT_MS = 300;
const RADIO = "flex min-h-12 items-center gap-3 rounded-xl border border-line px-4 py-2.5 has-checked:border-accent has-checked:bg-accent-soft";

type Props = {
  readonly root: Root;
  readonly texts: CheckoutTexts;
  readonly values: Readonly<Record<string, string>>;
  /** Who may have been meant when the form was sent last. */
  readonly people: readonly Listed[];
  readonly error: string | undefined;
};

/** "Who told you about us?": those who may be meant appear as they are looked for, to be chosen; a shop's exact name counts as it stands. DESIGN §3 */
export function WhoToldYou({ root, texts, values, people, error }: Props) {
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<readonly Listed[] | null>(null);
  useEffect(() => {
    if (typed.length < LETTERS_MIN) return;
    const leaving = new AbortController();
    const timer = setTimeout(() => {
      void askSuggestions("person", typed, { root, signal: leaving.signal }).then((answer) => leaving.signal.aborted || setFound(answer));
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [typed, root]);

  const shown = found ?? people;
  return (
    <fieldset>
      <legend className="font-display text-heading">{texts.answerTitle}</legend>
      <p className="mt-1 text-[0.9375rem] text-muted">{texts.answerHint}</p>
      <div className="mt-4 space-y-3">
        <Field id="answerHandle" name="answerHandle" label={texts.answerHandle} defaultValue={values["answerHandle"]} error={error} autoComplete="off" onChange={(event) => setTyped(event.target.value.trim())} />
        <p role="status" className={found !== null && typed.length >= LETTERS_MIN && shown.length === 0 ? "text-sm text-muted" : "sr-only"}>
          {found === null || typed.length < LETTERS_MIN ? "" : shown.length === 0 ? texts.answerNone : texts.answerFound}
        </p>
        {shown.map(({ id, firstName, lastName, town }) => (
          <label key={id} className={RADIO}>
            <input type="radio" name="answer" value={id} defaultChecked={values["answer"] === id} className="size-5 shrink-0 accent-accent" />
            <span><span className="font-medium">{firstName} {lastName}</span>{town && <span className="text-muted"> · {town}</span>}</span>
          </label>
        ))}
        <label className={RADIO}>
          <input type="radio" name="answer" value="nobody" defaultChecked={values["answer"] === "nobody"} className="size-5 shrink-0 accent-accent" />
          <span>{texts.answerNobody}</span>
        </label>
      </div>
    </fieldset>
  );
}
