import { DIANE, PRODUCT } from "../story/seed";
import type { Submission } from "../story/page";
import { Visitor } from "../story/visitor";

type Form = { readonly url: URL; readonly fields: readonly (readonly [string, string])[]; readonly multipart: boolean };

/** The three forms of a purchase as somebody without JavaScript sends them, learned once by reading the pages. */
export type Learned = { readonly add: Form; readonly place: Form; readonly pay: Form };

const PLACE = "Commande avec obligation de paiement";
const EMAIL = "apprentie@bench.example";
const PATIENCE_MS = 60_000;

/** Buys once like a person, and remembers what was sent. The product is the story's, of 100.00 EUR, in its distributor's shop. */
export async function learn(appUrl: string): Promise<Learned> {
  const visitor = new Visitor();
  await visitor.open(`${appUrl}/${DIANE.handle}/products/${PRODUCT.slug}`);
  const add = formOf(visitor.page.submission("Ajouter au panier", {}));
  await visitor.submit("Ajouter au panier");
  await visitor.follow("Passer la commande");
  const fields = {
    "Adresse e-mail": EMAIL, "Nom complet": "Camille Durand", Adresse: "12 rue de la République", "Code postal": "13200", Ville: "Arles",
    "J'accepte les conditions": true,
  } as const;
  const place = formOf(visitor.page.submission(PLACE, fields));
  await visitor.submit(PLACE, fields);
  const card = { "Numéro de carte": "4242 4242 4242 4242", "Date d'expiration": "12 / 34", "Code de sécurité": "123", "Nom du titulaire": "Camille Durand" };
  return { add, place, pay: formOf(visitor.page.submission("Payer 100,00 €", card)) };
}

function formOf({ url, ...sent }: Submission): Form {
  const fields = [...sent.body.entries()].map(([name, value]) => [name, typeof value === "string" ? value : ""] as const);
  return { url, fields, multipart: sent.body instanceof FormData };
}

/** One whole purchase by somebody new: cart, checkout, payment, thank-you page. Throws where one of them is not what it is to be. */
export async function buy({ add, place, pay }: Learned, who: string): Promise<void> {
  const browser = new Browser();
  const added = await browser.send(add, add.url);
  if (added.status >= 400) throw new Error(`the cart answered ${added.status}`);
  const checkout = await (await browser.open(place.url)).text();
  const hidden = hiddenFields(checkout);
  const fields = place.fields.map(([name, value]) => [name, value === EMAIL ? `${who}@bench.example` : (hidden.get(name) ?? value)] as const);
  const placed = await browser.send({ ...place, fields }, place.url);
  const page = locationOf(placed, "the checkout");
  if (page.origin !== pay.url.origin) throw new Error(`the checkout led to ${page.pathname}${page.search}`);
  const thanks = await browser.open(locationOf(await browser.send(pay, page), "the payment page"));
  const said = await thanks.text();
  if (thanks.status !== 200 || !said.includes("Vous recevez")) throw new Error(`the thank-you page answered ${thanks.status}`);
}

function locationOf(answer: Response, what: string): URL {
  const location = answer.headers.get("location");
  if (location === null) throw new Error(`${what} answered ${answer.status} and leads nowhere`);
  return new URL(location, answer.url);
}

/** Hidden fields of a page by name. A name that stands there twice is left out. */
function hiddenFields(html: string): Map<string, string> {
  const found = new Map<string, string>();
  const twice = new Set<string>();
  for (const [tag] of html.matchAll(/<input type="hidden"[^>]*>/g)) {
    const name = /\sname="([^"]*)"/.exec(tag)?.[1];
    if (name === undefined) continue;
    if (found.has(name)) twice.add(name);
    found.set(name, plain(/\svalue="([^"]*)"/.exec(tag)?.[1] ?? ""));
  }
  for (const name of twice) found.delete(name);
  return found;
}

const plain = (text: string): string => text.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** Cookies and redirects, and nothing that costs more than a look. */
class Browser {
  readonly #cookies = new Map<string, string>();
  #here: URL | null = null;

  async open(url: URL): Promise<Response> {
    for (let steps = 0, next = url; steps < 10; steps += 1) {
      const answer = await this.#ask(next, { method: "GET" });
      const location = answer.headers.get("location");
      if (location === null) return answer;
      await answer.arrayBuffer();
      next = new URL(location, next);
    }
    throw new Error(`${url.href} redirects for ever`);
  }

  async send(form: Form, url: URL): Promise<Response> {
    const body = form.multipart ? new FormData() : new URLSearchParams();
    for (const [name, value] of form.fields) body.append(name, value);
    const answer = await this.#ask(url, { method: "POST", body });
    await answer.arrayBuffer();
    return answer;
  }

  async #ask(url: URL, how: { readonly method: string; readonly body?: FormData | URLSearchParams }): Promise<Response> {
    const headers: Record<string, string> = { accept: "text/html", "accept-language": "fr", "user-agent": "Mozilla/5.0 (bench)", referer: (this.#here ?? url).href };
    if (how.body) headers["origin"] = url.origin;
    if (this.#cookies.size > 0) headers["cookie"] = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(url, { ...how, headers, redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const cut = pair.indexOf("=");
      this.#cookies.set(pair.slice(0, cut), pair.slice(cut + 1));
    }
    this.#here = url;
    return answer;
  }
}
