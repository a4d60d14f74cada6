import type { IncomingMessage } from "node:http";

/** A request as the handlers see it: the body is read, the path's `:parts` are named. */
export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
  readonly headers: IncomingMessage["headers"];
  readonly params: Readonly<Record<string, string>>;
};
export type Answer = { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body: string };
/** `GET /v1/refunds/:id`, and what answers it. */
export type Routes<A extends Answer | Promise<Answer> = Answer | Promise<Answer>> = Readonly<Record<string, (asked: Asked) => A>>;

/** The handler of a request and its path's parts; null when nothing answers there. */
export function route<A extends Answer | Promise<Answer>>(routes: Routes<A>, { method, path }: Asked) {
  for (const [pattern, handler] of Object.entries(routes)) {
    const [wantedMethod, wantedPath = ""] = pattern.split(" ");
    const params = wantedMethod === method ? match(wantedPath.split("/"), path.split("/")) : null;
    if (params) return { handler, params };
  }
  return null;
}

function match(wanted: readonly string[], given: readonly string[]): Record<string, string> | null {
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    if (part.startsWith(":")) params[part.slice(1)] = value;
    else if (part !== value) return null;
  }
  return params;
}

export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(value, null, 2) };
}

export function seeOther(location: string): Answer {
  return { status: 303, headers: { location, "cache-control": "no-store" }, body: "" };
}
