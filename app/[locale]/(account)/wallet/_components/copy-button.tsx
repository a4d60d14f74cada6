"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";

/** Copies a link and says so. Without a clipboard the link itself stands beside it. */
export function CopyButton({ text, labels }: { readonly text: string; readonly labels: { readonly copy: string; readonly copied: string } }) {
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    void navigator.clipboard.writeText(text).then(() => setCopied(true));
  };
  return <Button type="button" kind="quiet" onClick={copy} className="needs-script"><span aria-live="polite">{copied ? labels.copied : labels.copy}</span></Button>;
}
