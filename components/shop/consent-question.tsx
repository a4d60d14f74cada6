"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { usePersonal } from "./personal";
import { ShopLink, type Standing } from "./shop-link";

type Props = Standing & {
  readonly answer: (form: FormData) => Promise<void>;
  readonly texts: Readonly<Record<"title" | "text" | "accept" | "refuse" | "more", string>>;
};

/**
 * Asks in a member's shop, and only there, whether it may be remembered: at the end of the page, over nothing. Both answers weigh the
 * same, and shopping goes on without one.
 */
export function ConsentQuestion({ root, answer, texts }: Props) {
  const personal = usePersonal();
  const [answered, setAnswered] = useState(false);
  if (answered || !personal?.shop || personal.consent !== "unasked") return null;
  const send = async (form: FormData) => {
    setAnswered(true);
    await answer(form);
  };
  return (
    <aside aria-label={texts.title} className="mx-auto mt-20 -mb-8 w-full max-w-6xl px-4 sm:px-6">
      <div className="rounded-card border border-line p-5 sm:flex sm:items-center sm:gap-8">
        <div className="flex-1">
          <p className="font-medium">{texts.title}</p>
          <p className="mt-1 text-sm text-muted">{texts.text} <ShopLink root={root} to="legal/cookies" className="underline underline-offset-4">{texts.more}</ShopLink></p>
        </div>
        <form action={send} className="mt-4 grid grid-cols-2 gap-2 sm:mt-0">
          <Button kind="quiet" name="answer" value="refused">{texts.refuse}</Button>
          <Button kind="quiet" name="answer" value="accepted">{texts.accept}</Button>
        </form>
      </div>
    </aside>
  );
}
