"use client";

import type { ComponentProps, MouseEvent } from "react";
import type { Locale } from "@/lib/kernel/locale";
import { hrefIn, type Standing } from "./shop-link";

type LanguageLinkProps = Omit<ComponentProps<"a">, "href" | "lang" | "hrefLang"> & Standing & {
  /** The language it leads to. */
  readonly to: Locale;
  /** The path of the page that it stands on, below the shop's root. */
  readonly here: string;
};

/** The same page of the same shop in the other language. A redirect puts the handle in its place, since no relative link can. */
export function LanguageLink({ root, to, here, ...anchor }: LanguageLinkProps) {
  // A list that was narrowed in place has its choice in the address, which the server did not see.
  const keepQuery = ({ currentTarget }: MouseEvent<HTMLAnchorElement>) => (currentTarget.search = location.search);
  return <a {...anchor} onClick={keepQuery} href={hrefIn(root, here === "" ? `in/${to}` : `in/${to}/${here}`)} hrefLang={to} lang={to} />;
}
