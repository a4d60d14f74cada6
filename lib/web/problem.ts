import "server-only";

export type Problem = {
  /** HTTP status. */
  readonly status: number;
  /** A short English name of the kind of problem, the same for every occurrence. */
  readonly title: string;
  /** What went wrong this time, for the caller. */
  readonly detail?: string;
  /** Names the kind within this API, for example `bad-signature`; `about:blank` when left out. */
  readonly type?: string;
  /** Further members of the answer. */
  readonly more?: Readonly<Record<string, unknown>>;
};

/** An API's answer to what it can't do. RFC 9457. Never holds a stack trace. */
export function problem({ type, title, status, detail, more }: Problem): Response {
  const body = { ...more, type: type ? `urn:cagnotte:problem:${type}` : "about:blank", title, status, detail };
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/problem+json", "cache-control": "no-store" } });
}
