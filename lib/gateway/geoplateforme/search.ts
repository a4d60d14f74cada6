import { z } from "zod";

/** A postal address of France as people choose it from a list. */
export type FoundAddress = { readonly street: string; readonly postalCode: string; readonly city: string };
/** `busy`: we ask more often than the service allows; `unavailable`: it does not answer, or not as documented. */
export type AddressSearch = { readonly ok: true; readonly found: readonly FoundAddress[] } | { readonly ok: false; readonly reason: "busy" | "unavailable" };
export type AddressFinder = (text: string) => Promise<AddressSearch>;

/** The public service. It needs no key. https://data.geopf.fr/geocodage */
export const GEOPLATEFORME = "https://data.geopf.fr";
const FOUND_MAX = 5;
const TIMEOUT_MS = 1_500;
const ANSWER_MAX_BYTES = 256 * 1024;
/** The service takes 50 a second from one network address, all processes together, and shuts the door for five seconds after that. */
const PER_SECOND_MAX = 20;

/** GeoCodeJSON, of which we use four members. A municipality has no street and is left out. */
const answer = z.object({
  features: z.array(z.object({ properties: z.object({ type: z.string(), name: z.string(), postcode: z.string().optional(), city: z.string().optional() }) })),
});

/**
 * Searches addresses as somebody types them. Bounded in time, size and number: whoever types gets on without it, so nothing is tried again.
 * What was typed is personal data: it is neither kept nor logged here.
 */
export function addressFinder({ apiBase, perSecond = PER_SECOND_MAX }: { readonly apiBase: string; readonly perSecond?: number }): AddressFinder {
  let second = 0;
  let asked = 0;
  let closedUntilMs = 0;
  return async (text) => {
    const nowMs = performance.now();
    if (Math.floor(nowMs / 1_000) !== second) [second, asked] = [Math.floor(nowMs / 1_000), 0];
    if (asked >= perSecond || nowMs < closedUntilMs) return { ok: false, reason: "busy" };
    asked += 1;
    const query = new URLSearchParams({ q: text, index: "address", autocomplete: "1", limit: String(FOUND_MAX) });
    try {
      const response = await fetch(`${apiBase}/geocodage/search?${query}`, { headers: { accept: "application/json" }, redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
      if (response.status === 429) {
        closedUntilMs = nowMs + 5_000;
        return { ok: false, reason: "busy" };
      }
      const body = await response.text();
      if (!response.ok || body.length > ANSWER_MAX_BYTES) return { ok: false, reason: "unavailable" };
      return { ok: true, found: foundIn(JSON.parse(body)) };
    } catch {
      return { ok: false, reason: "unavailable" };
    }
  };
}

function foundIn(body: unknown): readonly FoundAddress[] {
  return answer.parse(body).features.flatMap(({ properties: { type, name, postcode, city } }) =>
    type !== "municipality" && postcode !== undefined && city !== undefined ? [{ street: name, postalCode: postcode, city }] : []).slice(0, FOUND_MAX);
}
