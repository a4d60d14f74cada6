"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { openLinkAction } from "../actions";

/** The button behind a mailed link. */
export function OpenForm({ token, texts }: { readonly token: string; readonly texts: Readonly<Record<"open" | "opening", string>> }) {
  const [refusal, open, pending] = useActionState(openLinkAction, null);
  return (
    <form action={open} className="mt-6 space-y-4">
      {refusal && <Notice tone="bad" role="alert">{refusal}</Notice>}
      <input type="hidden" name="key" value={token} />
      <Button className="w-full" disabled={pending}>{pending ? texts.opening : texts.open}</Button>
    </form>
  );
}
