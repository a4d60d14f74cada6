/** What an answer can come packed as, the best first. RFC 9110 §8.4.1 */
export type Coding = "br" | "gzip";

const TAKES = {
  br: /(?:^|,)\s*br\s*(?:$|,|;\s*q=(?:1|0\.\d*[1-9]))/i,
  gzip: /(?:^|,)\s*gzip\s*(?:$|,|;\s*q=(?:1|0\.\d*[1-9]))/i,
} as const satisfies Record<Coding, RegExp>;

/** The best coding that a client names in `accept-encoding` and doesn't refuse; null when it names none of ours. RFC 9110 §12.5.3 */
export function codingFor(accepts: string | string[] | undefined): Coding | null {
  if (typeof accepts !== "string") return null;
  if (TAKES.br.test(accepts)) return "br";
  return TAKES.gzip.test(accepts) ? "gzip" : null;
}
