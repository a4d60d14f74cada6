"use client";

import { useState } from "react";
import { ShareButtons } from "@/components/account/share-buttons";
import { buttonStyle } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { Locale } from "@/lib/kernel/locale";
import { usePersonal } from "./personal";

type Props = {
  readonly locale: Locale;
  readonly slug: string;
  readonly texts: Readonly<Record<"ask" | "mine" | "share" | "copy" | "copied" | "sms" | "mail" | "message" | "subject", string>>;
};

/** Passes a product on: by the reader's own link once it is known who reads, else by the address of the shop that they are in. */
export function ProductShare({ locale, slug, texts }: Props) {
  const me = usePersonal()?.me ?? null;
  const [open, setOpen] = useState(false);
  const link = open ? location.origin + (me === null ? location.pathname : `${locale === "en" ? "/en" : ""}/${me.handle}/products/${slug}`) : "";
  return (
    <div className="needs-script mt-5">
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)} className={buttonStyle("plain", "-ml-3 no-underline")}>
        <Icon name="share" />{me === null ? texts.ask : texts.mine}
      </button>
      {open && (
        <div className="mt-2 rounded-2xl border border-line bg-raised p-4">
          <p className="mb-3 text-sm break-all text-muted">{link.replace(/^https?:\/\//, "")}</p>
          <ShareButtons link={link} texts={{ ...texts, whatsapp: "WhatsApp" }} />
        </div>
      )}
    </div>
  );
}
