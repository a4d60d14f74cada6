import { type Fields, Page, type Submission } from "./page";

const REDIRECTS_MAX = 10;
const PATIENCE_MS = 60_000;

/** Somebody with a browser of their own and no JavaScript: opens addresses, follows links, fills forms, keeps cookies. */
export class Visitor {
  readonly #cookies = new Map<string, string>();
  #page: Page | null = null;

  /** The page that is open. Throws before the first one. */
  get page(): Page {
    if (!this.#page) throw new Error("No page is open yet.");
    return this.#page;
  }

  /** Opens an address, with every redirect. Throws when the page does not come or is not meant to be there. */
  open(url: URL | string): Promise<Page> {
    return this.#go({ url: new URL(url), method: "GET" });
  }

  /** Follows the link with these words. */
  follow(words: string | RegExp): Promise<Page> {
    return this.open(this.page.link(words));
  }

  /** Fills the form that has this button, and presses it. */
  submit(button: string, fields: Fields = {}): Promise<Page> {
    return this.#go(this.page.submission(button, fields));
  }

  /** Presses the button and stops at the first redirect: the tab is closed before the page that it leads to. */
  async submitAndLeave(button: string, fields: Fields = {}): Promise<URL> {
    const answer = await this.#ask(this.page.submission(button, fields));
    const location = answer.headers.get("location");
    if (location === null) throw new Error(`"${button}" leads nowhere: ${answer.status} ${await answer.text()}`);
    return new URL(location, answer.url);
  }

  async #go(first: Submission | { readonly url: URL; readonly method: "GET" }): Promise<Page> {
    let next: Submission | { readonly url: URL; readonly method: "GET" } = first;
    for (let steps = 0; steps < REDIRECTS_MAX; steps += 1) {
      const answer = await this.#ask(next);
      const location = answer.headers.get("location");
      if (answer.status < 300 || answer.status >= 400 || location === null) {
        const url = answer.url === "" ? next.url : new URL(answer.url);
        this.#page = new Page({ url, status: answer.status, html: await answer.text() });
        if (answer.status >= 400) throw new Error(`${url.href} answered ${answer.status}: ${this.#page.text.slice(0, 600)}`);
        return this.#page;
      }
      await answer.arrayBuffer();
      next = { url: new URL(location, next.url), method: "GET" };
    }
    throw new Error(`${first.url.href} redirects for ever`);
  }

  async #ask(asked: Submission | { readonly url: URL; readonly method: "GET" }): Promise<Response> {
    const { method, url } = asked;
    const headers: Record<string, string> = { accept: "text/html", "accept-language": "fr", "user-agent": "Mozilla/5.0 (story)" };
    if (this.#cookies.size > 0) headers["cookie"] = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    if (this.#page) headers["referer"] = this.#page.url.href;
    let target = url;
    let body: FormData | URLSearchParams | null = null;
    if ("body" in asked && method === "POST") {
      body = asked.body;
      headers["origin"] = this.#page?.url.origin ?? url.origin;
    } else if ("body" in asked) {
      target = new URL(`?${new URLSearchParams(asked.body as URLSearchParams).toString()}`, url);
    }
    const answer = await fetch(target, { method, headers, body, redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });
    for (const cookie of answer.headers.getSetCookie()) this.#keep(cookie);
    return answer;
  }

  /** Every part listens on the same host, and browsers share cookies between ports. */
  #keep(cookie: string): void {
    const [pair = "", ...attributes] = cookie.split(";").map((part) => part.trim());
    const cut = pair.indexOf("=");
    const [name, value] = [pair.slice(0, cut), pair.slice(cut + 1)];
    const gone = attributes.some((attribute) => /^max-age=0$/i.test(attribute)) || value === "";
    if (gone) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}
