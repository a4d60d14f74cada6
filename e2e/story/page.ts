import { type Cheerio, type CheerioAPI, load } from "cheerio";
import type { Element } from "domhandler";

/** What a filled form sends. */
export type Submission = { readonly method: "GET" | "POST"; readonly url: URL; readonly body: FormData | URLSearchParams };
/** Fields by their visible label: a text, an option's text, or `true` to tick a box or choose a button of a group. */
export type Fields = Readonly<Record<string, string | true>>;

const squeeze = (text: string): string => text.replace(/[\s\u00a0\u202f]+/g, " ").replaceAll("’", "'").trim();

/** A page as somebody without JavaScript has it: its words, its links, and its forms, found by what can be read on them. */
export class Page {
  readonly url: URL;
  readonly status: number;
  readonly #$: CheerioAPI;

  constructor(answer: { readonly url: URL; readonly status: number; readonly html: string }) {
    this.url = answer.url;
    this.status = answer.status;
    this.#$ = load(answer.html);
    this.#$("script, style").remove();
  }

  /** Every word of the page, with single spaces. */
  get text(): string {
    return squeeze(this.#$("body").text());
  }

  /** Words of the first element that a CSS selector finds. Throws when there is none. */
  textOf(selector: string): string {
    const found = this.#$(selector).first();
    if (found.length === 0) this.#lacks(`nothing that is ${selector}`);
    return squeeze(found.text());
  }

  /** The texts of every section by its heading. */
  section(heading: string): string {
    const found = this.#$("h1, h2, h3").filter((_, title) => squeeze(this.#$(title).text()) === squeeze(heading)).first();
    if (found.length === 0) this.#lacks(`no heading "${heading}"`);
    return squeeze(found.parent().text());
  }

  /** Where a link with these words leads, or one whose words match. Throws when there is none. */
  link(words: string | RegExp): URL {
    const found = this.#$("a[href]").filter((_, anchor) => this.#says(this.#$(anchor), words)).first();
    const href = found.attr("href");
    if (href === undefined) return this.#lacks(`no link "${String(words)}"`);
    return new URL(href, this.url);
  }

  /** What the form with this button sends when these fields are filled. Throws when the button or a field is missing. */
  submission(button: string, fields: Fields): Submission {
    const $ = this.#$;
    const submitter = $("button, input[type=submit]").filter((_, element) => this.#says($(element), button) || $(element).attr("value") === button).first();
    if (submitter.length === 0) return this.#lacks(`no button "${button}"`);
    if (submitter.attr("disabled") !== undefined) return this.#lacks(`the button "${button}" is disabled`);
    const form = submitter.closest("form") as Cheerio<Element>;
    if (form.length === 0) return this.#lacks(`the button "${button}" is in no form`);
    for (const [label, value] of Object.entries(fields)) this.#fill(form, label, value);
    return this.#gather(form, submitter);
  }

  #fill(form: Cheerio<Element>, label: string, value: string | true): void {
    const $ = this.#$;
    const control = this.#labelled(form, label);
    if (control.is("[type=radio]")) {
      form.find(`[type=radio][name="${control.attr("name") ?? ""}"]`).removeAttr("checked");
      control.attr("checked", "");
    } else if (control.is("[type=checkbox]")) {
      control.attr("checked", "");
    } else if (control.is("select")) {
      const option = control.find("option").filter((_, element) => squeeze($(element).text()) === squeeze(String(value)));
      if (option.length === 0) this.#lacks(`no choice "${String(value)}" under "${label}"`);
      control.find("option").removeAttr("selected");
      option.first().attr("selected", "");
    } else if (control.is("textarea")) {
      control.text(String(value));
    } else {
      control.attr("value", String(value));
    }
  }

  #labelled(form: Cheerio<Element>, words: string): Cheerio<Element> {
    const $ = this.#$;
    const labels = form.find("label");
    const exact = labels.filter((_, element) => squeeze($(element).text()) === squeeze(words));
    const label = (exact.length > 0 ? exact : labels.filter((_, element) => squeeze($(element).text()).startsWith(squeeze(words)))).first();
    const id = label.attr("for");
    const control = id === undefined ? label.find("input, select, textarea") : form.find("input, select, textarea").filter((_, element) => $(element).attr("id") === id);
    const named = control.length > 0 ? control : form.find("input, select, textarea").filter((_, element) => squeeze($(element).attr("aria-label") ?? "") === squeeze(words));
    if (named.length === 0) return this.#lacks(`no field "${words}"`);
    return named.first();
  }

  #gather(form: Cheerio<Element>, submitter: Cheerio<Element>): Submission {
    const $ = this.#$;
    const pairs: [string, string][] = [];
    for (const element of form.find("input, select, textarea").toArray()) {
      const control = $(element);
      const name = control.attr("name");
      if (!name || control.attr("disabled") !== undefined || control.closest("fieldset[disabled]").length > 0) continue;
      if (control.is("[type=submit], [type=button]") || (control.is("[type=radio], [type=checkbox]") && control.attr("checked") === undefined)) continue;
      pairs.push([name, valueOf(control)]);
    }
    const name = submitter.attr("name");
    if (name) pairs.push([name, submitter.attr("value") ?? ""]);
    const method = form.attr("method")?.toUpperCase() === "POST" ? "POST" : "GET";
    const url = new URL(form.attr("action") || this.url, this.url);
    const multipart = method === "POST" && form.attr("enctype")?.toLowerCase() === "multipart/form-data";
    const body = multipart ? new FormData() : new URLSearchParams();
    for (const [key, value] of pairs) body.append(key, value);
    return { method, url, body };
  }

  #says(element: Cheerio<Element>, words: string | RegExp): boolean {
    const text = squeeze(element.text() || (element.attr("aria-label") ?? ""));
    return typeof words === "string" ? text === squeeze(words) : words.test(text);
  }

  #lacks(what: string): never {
    throw new Error(`${this.url.href} (${this.status}) has ${what}. It says: ${this.text.slice(0, 600)}`);
  }
}

function valueOf(control: Cheerio<Element>): string {
  if (control.is("select")) {
    const options = control.find("option");
    const chosen = options.filter("[selected]").first();
    const option = chosen.length > 0 ? chosen : options.first();
    return option.attr("value") ?? squeeze(option.text());
  }
  if (control.is("textarea")) return control.text();
  if (control.is("[type=radio], [type=checkbox]")) return control.attr("value") ?? "on";
  return control.attr("value") ?? "";
}
