import type { FoundAddress } from "@/lib/gateway/geoplateforme/search";
import { hrefIn } from "@/components/shop/shop-link";
import type { Root } from "@/lib/kernel/address";
import type { Listed } from "@/lib/members/types";

type Found = { readonly address: FoundAddress; readonly person: Listed };

/** Asks our server what is meant, for as long as `signal` lives. Null when it can't say: whoever types goes on without. */
export async function askSuggestions<About extends keyof Found>(about: About, text: string, { root, signal }: { readonly root: Root; readonly signal: AbortSignal }): Promise<readonly Found[About][] | null> {
  try {
    const response = await fetch(hrefIn(root, "checkout/suggestions"), { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ about, text }), signal });
    return response.ok ? ((await response.json()) as { readonly found: readonly Found[About][] }).found : null;
  } catch {
    return null;
  }
}
