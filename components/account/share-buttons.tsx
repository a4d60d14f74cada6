"use client";

import { useSyncExternalStore } from "react";
import { CopyButton } from "@/components/account/copy-button";
import { Button, buttonStyle } from "@/components/ui/button";

type Props = { readonly link: string; readonly texts: Readonly<Record<"share" | "copy" | "copied" | "whatsapp" | "sms" | "mail" | "message" | "subject", string>> };

const never = () => () => undefined;

/** The ways to pass a link on: the device's own sheet where it has one, and plain links that work everywhere. */
export function ShareButtons({ link, texts }: Props) {
  const sheet = useSyncExternalStore(never, () => "share" in navigator, () => false);
  const text = encodeURIComponent(`${texts.message} ${link}`);
  // Whoever closes the sheet has not failed.
  const share = (): void => void navigator.share({ title: texts.subject, text: texts.message, url: link }).catch(() => undefined);
  return (
    <div className="flex flex-wrap gap-2">
      {sheet && <Button type="button" onClick={share}>{texts.share}</Button>}
      <CopyButton value={link} label={texts.copy} copied={texts.copied} />
      <a className={buttonStyle("quiet")} href={`https://wa.me/?text=${text}`} target="_blank" rel="noreferrer">{texts.whatsapp}</a>
      <a className={buttonStyle("quiet")} href={`sms:?&body=${text}`}>{texts.sms}</a>
      <a className={buttonStyle("quiet")} href={`mailto:?subject=${encodeURIComponent(texts.subject)}&body=${text}`}>{texts.mail}</a>
    </div>
  );
}
