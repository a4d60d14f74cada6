import "server-only";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import * as routeParameters from "next/root-params";
import { placeOf, type Place } from "@/lib/kernel/address";
import { invariant } from "@/lib/kernel/invariant";
import { DEFAULT_LOCALE, isLocale, type Locale } from "@/lib/kernel/locale";
import { ADDRESS_HEADER } from "./arrivals";

/** The page's language, from its own route parameters. Any other value is no address of ours. */
export async function localeOf(params: Promise<{ readonly locale: string }>): Promise<Locale> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  return locale;
}

/** The page's language where there are no parameters to read it from: in `not-found` files. */
export async function localeOfRoute(): Promise<Locale> {
  // The framework writes this module's types only as it builds.
  const locale = await (routeParameters as { readonly locale?: () => Promise<string | undefined> }).locale?.();
  return locale !== undefined && isLocale(locale) ? locale : DEFAULT_LOCALE;
}

/**
 * Where the visitor is: the same call in a server action (with or without JavaScript), in a page that is rendered per request, and in a
 * route handler. Read from the request's own address, never from the referrer. A shared page can't call it: the build refuses.
 * In a page it awaits the request, so it belongs below a `Suspense`. DESIGN §3
 */
export async function currentPlace(): Promise<Place> {
  const address = (await headers()).get(ADDRESS_HEADER);
  invariant(address !== null, "Nobody watches arrivals: instrumentation.ts did not run in this process.");
  return placeOf(address.split("?", 1)[0] ?? "/");
}
