import "server-only";

/**
 * The network address of the browser: the entry of `X-Forwarded-For` that our outermost proxy wrote. What stands left
 * of it was written by the client and is not believed. The server itself writes the header when there is no proxy.
 * @param hops how many proxies of ours there are, at least 1
 */
export function clientAddress(headers: Headers, hops: number): string {
  const chain = (headers.get("x-forwarded-for") ?? "").split(",").map((entry) => entry.trim()).filter(Boolean);
  return chain.at(-hops) ?? chain[0] ?? "unknown";
}

/** What the browser calls itself, shortened. */
export function deviceOf(headers: Headers): string {
  return (headers.get("user-agent") ?? "").slice(0, 200);
}
