"use client";

import { type ReactNode, useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { openLinkAction } from "../../actions";

type Texts = Readonly<Record<"open" | "opening" | "linkOver" | "slowDown", string>>;

/** One button that takes the link. `newLink` is shown when the link is over. */
export function OpenForm({ token, texts, newLink }: { readonly token: string; readonly texts: Texts; readonly newLink: ReactNode }) {
  const [outcome, submit, pending] = useActionState(openLinkAction, null);
  if (outcome && outcome.reason !== "slow_down") {
    return (
      <div className="space-y-5">
        <Notice tone="bad" role="alert">{texts.linkOver}</Notice>
        {newLink}
      </div>
    );
  }
  return (
    <form action={submit} className="space-y-5">
      {outcome && <Notice tone="bad" role="alert">{texts.slowDown}</Notice>}
      <input type="hidden" name="key" value={token} />
      <Button disabled={pending} className="w-full sm:w-auto">{pending ? texts.opening : texts.open}</Button>
    </form>
  );
}
