"use client";

import "./globals.css";
import { placeOf } from "@/lib/kernel/address";
import Trouble from "./[locale]/error";

/** The same where the frame around every page fails: it stands alone, so it brings its own. */
export default function TroubleEverywhere(props: Parameters<typeof Trouble>[0]) {
  const { locale } = placeOf(typeof location === "undefined" ? "/" : location.pathname);
  return (
    <html lang={locale}>
      <body><Trouble {...props} /></body>
    </html>
  );
}
