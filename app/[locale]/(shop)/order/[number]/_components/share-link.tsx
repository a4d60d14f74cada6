"use client";

import { useState, useSyncExternalStore } from "react";
import { buttonStyle } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";

type Props = { readonly address: string; readonly texts: Readonly<Record<"copy" | "copied" | "share" | "whatsapp" | "message", string>> };

const never = () => () => undefined;

/** Passes a link on: copied, by the phone's own sheet, by WhatsApp. Without a script the link itself stands above. */
export function ShareLink({ address, texts }: Props) {
  const [copied, setCopied] = useState(false);
  const hasSheet = useSyncExternalStore(never, () => "share" in navigator, () => false);
  // Some browsers refuse the clipboard, for example in a frame; the label then stays as it is. A sheet that is closed again is no error.
  const copy = () => void navigator.clipboard.writeText(address).then(() => setCopied(true), () => setCopied(false));
  const share = () => void navigator.share({ text: texts.message, url: address }).catch(() => undefined);
  return (
    <div className="mt-5 flex flex-wrap gap-2.5">
      {hasSheet && <button type="button" onClick={share} className={buttonStyle("primary", "needs-script px-5")}><Icon name="share" />{texts.share}</button>}
      <button type="button" onClick={copy} className={buttonStyle("quiet", "needs-script px-5")}><span aria-live="polite">{copied ? texts.copied : texts.copy}</span></button>
      <a href={`https://wa.me/?text=${encodeURIComponent(`${texts.message} ${address}`)}`} target="_blank" rel="noreferrer" className={buttonStyle("quiet", "px-5")}>{texts.whatsapp}</a>
    </div>
  );
}
