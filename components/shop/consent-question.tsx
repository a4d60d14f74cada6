"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { usePersonal } from "./personal";
import { ShopLink, type Standing } from "./shop-link";

type Props = Standing & {
  readonly answer: (form: FormData) => Promise<void>;
  readonly texts: Readonly<Record<"title" | "text" | "accept" | "refuse" | "more", string>>;
};

/** Asks once, in a member's shop only, whether it may be remembered. Both answers weigh the same, and shopping goes on without one. */
export function ConsentQuestion({ root, answer, texts }: Props) {
  const personal = usePersonal();
  const [answered, setAnswered] = useState(false);
  if (answered || !personal?.shop || personal.consent !== "unasked") return null;
  const send = async (form: FormData) => {
    setAnswered(true);
    await answer(form);
  };
  return (
    <aside aria-label={texts.title} className="fixed inset-x-3 bottom-3 z-40 mx-auto max-w-md rounded-card border border-line bg-raised p-4 shadow-lift sm:right-6 sm:bottom-6 sm:left-auto sm:mx-0">
      <p className="font-medium">{texts.title}</p>
      <p className="mt-1 text-sm text-muted">{texts.text} <ShopLink root={root} to="legal/cookies" className="underline underline-offset-4">{texts.more}</ShopLink></p>
      <form action={send} className="mt-3 grid grid-cols-2 gap-2">
        <Button kind="quiet" name="answer" value="refused">{texts.refuse}</Button>
        <Button kind="quiet" name="answer" value="accepted">{texts.accept}</Button>
      </form>
    </aside>
  );
}
