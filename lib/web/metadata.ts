import "server-only";
import type { Metadata } from "next";
import { pathIn } from "@/lib/kernel/address";
import { DEFAULT_LOCALE, type Locale, LOCALES } from "@/lib/kernel/locale";
import { absolute } from "./links";

type About = {
  readonly locale: Locale;
  /** Below the shop's root, with a slash in front. */
  readonly path: `/${string}`;
  readonly title: string;
  readonly description: string;
  /** Path of a picture. */
  readonly picture: string;
};

/** What robots read of a shared page: below its shop's front page it stands for the company's own, whatever shop it is shown in. */
export function pageMetadata({ locale, path, title, description, picture }: About): Metadata {
  const at = (language: Locale): string => absolute(pathIn({ locale: language, handle: null }, path));
  return {
    title,
    description,
    // A front page is a member's own under their handle: its addresses are in the answer's head, lib/web/arrivals.
    ...(path === "/" ? {} : { alternates: { canonical: at(locale), languages: { ...Object.fromEntries(LOCALES.map((language) => [language, at(language)])), "x-default": at(DEFAULT_LOCALE) } } }),
    openGraph: { title, description, url: at(locale), locale: locale === "fr" ? "fr_FR" : "en_GB", type: "website", images: [{ url: absolute(picture), type: "image/jpeg", width: 1200, height: 630, alt: title }] },
    twitter: { card: "summary_large_image" },
  };
}
