"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";

type Props = { readonly value: string; readonly label: string; readonly copied: string };

/** Copies a text and says so. Hidden without JavaScript: the text stands next to it and can be selected. */
export function CopyButton({ value, label, copied }: Props) {
  const [done, setDone] = useState(false);
  const copy = async (): Promise<void> => {
    // Some browsers refuse the clipboard, for example in a frame; the label then stays as it is.
    await navigator.clipboard.writeText(value).then(() => setDone(true), () => setDone(false));
  };
  return (
    <Button type="button" kind="quiet" className="needs-script shrink-0" onClick={() => void copy()}>
      <span aria-live="polite">{done ? copied : label}</span>
    </Button>
  );
}
