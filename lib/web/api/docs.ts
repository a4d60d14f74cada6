import "server-only";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { exampleRequest } from "@/lib/gateway/signed-json/example";
import type { Locale } from "@/lib/kernel/locale";
import { GUIDE, type Guide } from "./guide";

type Operation = { readonly summary: string; readonly description?: string; readonly parameters?: readonly { readonly name: string; readonly in: string; readonly description: string }[]; readonly security?: readonly { readonly token: readonly string[] }[]; readonly requestBody?: object; readonly responses: Readonly<Record<string, { readonly description: string }>> };
type Schema = { readonly description?: string; readonly properties?: Readonly<Record<string, Schema>>; readonly required?: readonly string[]; readonly $ref?: string; readonly type?: string; readonly items?: Schema; readonly enum?: readonly string[]; readonly anyOf?: readonly Schema[]; readonly const?: string };
type Described = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>; readonly webhooks: Readonly<Record<string, Readonly<Record<string, Operation>>>>; readonly components: { readonly schemas: Readonly<Record<string, Schema>> } };

/** A published program that takes our messages. */
export type Receiver = { readonly language: string; readonly file: string; readonly code: string };

const RECEIVERS = [["TypeScript", "receiver.ts"], ["Python", "receiver.py"], ["PHP", "receiver.php"]] as const;

/** The receivers that the tests run, as they stand in `docs/receivers`. */
export function readReceivers(): Promise<readonly Receiver[]> {
  return Promise.all(RECEIVERS.map(async ([language, file]) => ({ language, file, code: await readFile(path.join(process.cwd(), "docs/receivers", file), "utf8") })));
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A page that a programmer reads once: the rules in words, an example, receivers, then every route and field of the description. */
export function docsPage(description: object, { locale, receivers }: { readonly locale: Locale; readonly receivers: readonly Receiver[] }): string {
  const { paths, webhooks, components } = description as Described;
  const guide = GUIDE[locale];
  const routes = (all: Described["paths"], prefix: string) => Object.entries(all).flatMap(([address, methods]) => Object.entries(methods).map(([method, operation]) => route(`${method.toUpperCase()} ${prefix}${address}`, operation, guide))).join("");
  const messages = Object.entries(webhooks).flatMap(([name, methods]) => Object.values(methods).map((operation) => route(name, operation, guide))).join("");
  const parts: readonly (readonly [id: string, title: string, html: string])[] = [
    ["start", guide.start, `<ol>${guide.steps.map((step) => `<li>${step}</li>`).join("")}</ol>`],
    ["rules", guide.sent, `<ul>${guide.rules.map(([name, words]) => `<li><b>${name}</b> ${words}</li>`).join("")}</ul>`],
    ["example", guide.example, example(guide)],
    ["receivers", guide.receivers, `<p>${guide.receiversLead}</p>${receivers.map(receiver).join("")}`],
    ["messages", guide.messages, messages],
    ["asked", guide.asked, `<p>${guide.askedLead}</p>${routes(paths, "/api/v1")}`],
    ["documents", guide.documents, `<p>${guide.documentsLead}</p>${Object.entries(components.schemas).map(([name, schema]) => table(name, schema, guide)).join("")}`],
  ];
  return `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${guide.title}</title><style>${STYLE}</style>
<main><p class="other"><a href="?lang=${guide.other.locale}" lang="${guide.other.locale}" hreflang="${guide.other.locale}">${guide.other.label}</a></p><h1>${guide.title}</h1><p>${guide.lead}</p>
<nav aria-label="${guide.contents}"><ul>${parts.map(([id, title]) => `<li><a href="#${id}">${title}</a></li>`).join("")}</ul></nav>
${parts.map(([id, title, html]) => `<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${html}</section>`).join("\n")}</main></html>`;
}

function example(guide: Guide): string {
  const { secret, path: address, headers, body } = exampleRequest();
  const lines = [`POST ${address}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), "", body];
  return `<p>${guide.exampleLead}</p><p>${guide.secret} <code>${secret}</code></p><pre tabindex="0" aria-label="${guide.example}">${escape(lines.join("\n"))}</pre>`;
}

function receiver({ language, file, code }: Receiver): string {
  return `<details><summary>${language} <code>${file}</code></summary><pre tabindex="0" aria-label="${file}">${escape(code)}</pre></details>`;
}

function route(title: string, { summary, description, security, parameters = [], responses }: Operation, guide: Guide): string {
  const scope = security?.[0]?.token[0];
  const list = parameters.filter(({ name }) => !name.startsWith("webhook-")).map(({ name, description: words }) => `<li><code>${escape(name)}</code> ${escape(words)}</li>`).join("");
  const answers = Object.entries(responses).map(([status, { description: words }]) => `<li><b>${status}</b> ${escape(words)}</li>`).join("");
  return `<div class="route" lang="en"><h3><code>${escape(title)}</code></h3><p>${escape(summary)}. ${escape(description ?? "")}</p>${scope ? `<p>${guide.needs} <code>${scope}</code></p>` : ""}${list && `<ul>${list}</ul>`}<ul>${answers}</ul></div>`;
}

function table(name: string, { properties = {}, required = [], description = "" }: Schema, guide: Guide): string {
  const rows = Object.entries(properties).map(([field, schema]) => `<tr><td><code>${escape(field)}</code>${required.includes(field) ? "" : ` (${guide.optional})`}</td><td>${typeOf(schema, guide)}</td><td lang="en">${escape(schema.description ?? "")}</td></tr>`).join("");
  const head = [guide.field, guide.type, guide.meaning].map((word) => `<th scope="col">${word}</th>`).join("");
  return `<div id="${name}"><h3>${name}</h3>${description && `<p lang="en">${escape(description)}</p>`}<div class="wide" tabindex="0" role="region" aria-label="${name}"><table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div></div>`;
}

function typeOf(schema: Schema, guide: Guide): string {
  if (schema.$ref) {
    const name = schema.$ref.split("/").at(-1) ?? "";
    return `<a href="#${name}">${name}</a>`;
  }
  if (schema.const) return `"${escape(schema.const)}"`;
  if (schema.enum) return schema.enum.map((one) => `"${escape(one)}"`).join(" | ");
  if (schema.anyOf) return schema.anyOf.map((one) => typeOf(one, guide)).join(" | ");
  if (schema.type === "array" && schema.items) return `${guide.listOf} ${typeOf(schema.items, guide)}`;
  return schema.type ?? "object";
}

const STYLE = `:root{color-scheme:light dark;--line:color-mix(in srgb,currentColor 16%,transparent);--tint:color-mix(in srgb,currentColor 5%,transparent)}*{box-sizing:border-box}
body{margin:0;font:17px/1.6 system-ui,sans-serif;overflow-wrap:anywhere}main{max-width:54rem;margin:0 auto;padding:1.5rem 1.25rem 6rem}.other{text-align:right;margin:0}
h1{font-size:clamp(1.6rem,5vw,2.2rem);line-height:1.2;margin:.25rem 0 1rem;text-wrap:balance}h2{margin:3.5rem 0 1rem;border-top:1px solid var(--line);padding-top:1.75rem;font-size:1.45rem;line-height:1.25;scroll-margin-top:1rem}
h3{margin:2rem 0 .35rem;font-size:1.05rem}p{margin:.25rem 0 .6rem}code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}code{font-size:.9em}a{color:inherit;text-underline-offset:.2em}
nav ul{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:0 1.5rem;list-style:none;padding:0}nav li{margin:0}nav a,summary{display:inline-flex;min-height:2.75rem;align-items:center;gap:.6rem}summary{cursor:pointer;font-weight:600}
pre{background:var(--tint);border:1px solid var(--line);border-radius:.75rem;padding:1rem;font-size:.84rem;line-height:1.55;overflow:auto;max-height:30rem;white-space:pre-wrap}details pre{white-space:pre}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.94rem}th,td{text-align:left;vertical-align:top;padding:.4rem .9rem .4rem 0;border-bottom:1px solid var(--line);overflow-wrap:normal}
ul,ol{padding-left:1.25rem}li{margin:.35rem 0}:focus-visible{outline:2px solid;outline-offset:3px}`;
