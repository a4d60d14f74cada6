import "server-only";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { placeOf, type Place } from "@/lib/kernel/address";
import { invariant } from "@/lib/kernel/invariant";
import { isLocale, type Locale } from "@/lib/kernel/locale";

/** Set by `proxy.ts` on every server action, and only there: what a browser sends under this name is thrown away. */
export const PLACE_HEADER = "x-cagnotte-place";

/** The page's language, from its own route parameters. Any other value is no address of ours. */
export async function localeOf(params: Promise<{ readonly locale: string }>): Promise<Locale> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  return locale;
}

/** A page that is rendered per request: whose shop it is in. Awaits the request, so it belongs below a `Suspense`. DESIGN §3 */
export async function placeOfPage(props: {
  readonly params: Promise<{ readonly locale: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}): Promise<Place> {
  const { shop } = await props.searchParams;
  invariant(typeof shop === "string", "This page's first segment is missing in PERSONAL_SEGMENTS.");
  return { locale: await localeOf(props.params), handle: shop === "" ? null : shop.toLowerCase() };
}

/** A server action: the shop whose page it was sent from, with or without JavaScript. Read from the address, never from the referrer. DESIGN §3 */
export async function placeOfAction(): Promise<Place> {
  const address = (await headers()).get(PLACE_HEADER);
  invariant(address !== null, "Only a server action knows its place by header: proxy.ts did not see this request.");
  return placeOf(address);
}

/** A route handler below a shop (`/lea/personal`): a handler is given the address as the browser sent it. */
export function placeOfRequest(request: Request): Place {
  return placeOf(new URL(request.url).pathname);
}
