import type { Answer } from "./router";

/** Text that is HTML already. Only `html` makes it. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

type Part = Markup | string | number | null | readonly Markup[];

/** A template whose every value is escaped unless it is `Markup` itself. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.reduce((text, piece, index) => `${text}${written(parts[index - 1] ?? null)}${piece}`));
}

function written(part: Part): string {
  if (part === null) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "object") return part.map((one) => one.text).join("");
  return String(part).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");
}

/** A page that is never kept, runs no script and loads nothing but its style and pictures. */
export function page(status: number, markup: Markup): Answer {
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    // No `form-action`: browsers would apply it to the redirect back to the shop too.
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src http: https: data:; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
  };
  return { status, headers, body: markup.text };
}

export function stylesheet(text: string): Answer {
  return { status: 200, headers: { "content-type": "text/css; charset=utf-8", "cache-control": "no-cache" }, body: text };
}
