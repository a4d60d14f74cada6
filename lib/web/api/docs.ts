import "server-only";

type Operation = { readonly summary: string; readonly description?: string; readonly parameters?: readonly { readonly name: string; readonly in: string; readonly description: string }[]; readonly security?: readonly { readonly token: readonly string[] }[]; readonly requestBody?: object; readonly responses: Readonly<Record<string, { readonly description: string }>> };
type Schema = { readonly description?: string; readonly properties?: Readonly<Record<string, Schema>>; readonly required?: readonly string[]; readonly $ref?: string; readonly type?: string; readonly items?: Schema; readonly enum?: readonly string[]; readonly anyOf?: readonly Schema[]; readonly const?: string };
type Described = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>; readonly webhooks: Readonly<Record<string, Readonly<Record<string, Operation>>>>; readonly components: { readonly schemas: Readonly<Record<string, Schema>> } };

const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A page that a programmer reads once: the rules in words, then every route and field of the description. */
export function docsPage(description: object): string {
  const { paths, webhooks, components } = description as Described;
  const routes = (all: Described["paths"], prefix: string) => Object.entries(all).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => route(`${method.toUpperCase()} ${prefix}${path}`, operation))).join("");
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Cagnotte API</title><style>${STYLE}</style>
<main><h1>Cagnotte and your commission system</h1>
<p>Version 1. For machines: <a href="openapi.json">openapi.json</a> (OpenAPI 3.1). Amounts are whole minor units (1234 is 12.34 EUR), times are UTC.</p>
<h2>What the shop sends you</h2>${RULES}${messages(webhooks)}
<h2>What you may ask the shop</h2>
<p>Send <code>Authorization: Bearer</code> and a token, made in the office or by <code>npm run token -- create NAME</code>. Each token has scopes and an end. Refusals are problem details (RFC 9457). A write with an <code>Idempotency-Key</code> is answered once: the same request again gets the same answer, for a day. Every answer says how many calls are left (<code>RateLimit-*</code>).</p>
${routes(paths, "/api/v1")}
<h2>The documents</h2>${Object.entries(components.schemas).map(([name, schema]) => table(name, schema)).join("")}</main></html>`;
}

function messages(webhooks: Described["webhooks"]): string {
  return Object.entries(webhooks).flatMap(([name, methods]) => Object.values(methods).map((operation) => route(name, operation))).join("");
}

function route(title: string, { summary, description, security, parameters = [], responses }: Operation): string {
  const scope = security?.[0]?.token[0];
  const list = parameters.filter(({ name }) => !name.startsWith("webhook-")).map(({ name, description: words }) => `<li><code>${escape(name)}</code> ${escape(words)}</li>`).join("");
  const answers = Object.entries(responses).map(([status, { description: words }]) => `<li><b>${status}</b> ${escape(words)}</li>`).join("");
  return `<section><h3><code>${escape(title)}</code></h3><p>${escape(summary)}. ${escape(description ?? "")}${scope ? ` Needs <code>${scope}</code>.` : ""}</p>${list && `<ul>${list}</ul>`}<ul>${answers}</ul></section>`;
}

function table(name: string, { properties = {}, required = [], description = "" }: Schema): string {
  const rows = Object.entries(properties).map(([field, schema]) => `<tr><td><code>${escape(field)}</code>${required.includes(field) ? "" : " (optional)"}</td><td>${typeOf(schema)}</td><td>${escape(schema.description ?? "")}</td></tr>`).join("");
  return `<section id="${name}"><h3>${name}</h3><p>${escape(description)}</p><div class="wide"><table><thead><tr><th>Field</th><th>Type</th><th></th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function typeOf(schema: Schema): string {
  if (schema.$ref) {
    const name = schema.$ref.split("/").at(-1) ?? "";
    return `<a href="#${name}">${name}</a>`;
  }
  if (schema.const) return `"${escape(schema.const)}"`;
  if (schema.enum) return schema.enum.map((one) => `"${escape(one)}"`).join(" | ");
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(" | ");
  if (schema.type === "array" && schema.items) return `list of ${typeOf(schema.items)}`;
  return schema.type ?? "object";
}

const RULES = `
<ul>
<li><b>Signature.</b> Every request is signed by the <a href="https://www.standardwebhooks.com">Standard Webhooks</a> specification: <code>webhook-signature</code> is <code>v1,</code> and the base64 of HMAC-SHA256 over <code>{webhook-id}.{webhook-timestamp}.{body}</code>, by the secret that you share (<code>whsec_</code> and base64). Compare in constant time, over the bytes as they came; refuse timestamps more than five minutes off.</li>
<li><b>Once in effect.</b> A message may come again. Its <code>id</code> is the <code>Idempotency-Key</code> and <code>webhook-id</code>, and it always has the same content. Keep the ids: answer 201 the first time, 200 with <code>"duplicate": true</code> after that, and 409 if the content differs.</li>
<li><b>Look before sending again.</b> After an answer that did not arrive whole, the shop asks <code>GET /v1/messages/{id}</code> first. Answer 404 with code <code>unknown_message</code> only if you really have nothing.</li>
<li><b>Retry.</b> No answer, 5xx, 401, 403, 404, 408, 425 and 429 are tried again: after 1 s to 1 h, with chance in it, for 24 hours of attempts; <code>Retry-After</code> is honoured. When you are away the shop stops sending and tries one message now and then; that time does not count.</li>
<li><b>Refusal.</b> Any other 4xx is your final word. The message lies still, with your <code>code</code> and <code>detail</code> before the shop's operator, who sends it again or settles it by hand. Nothing is dropped.</li>
<li><b>Order.</b> Messages of one buyer come one after the other: the next starts when the one before is done. Different buyers are not ordered. A refused message holds back its buyer's later ones.</li>
<li><b>Cumulative returns.</b> Everything in <code>soFar</code> counts from the beginning: the last refund of an order alone is right.</li>
<li><b>Time.</b> Answer within ten seconds. Redirects are not followed.</li>
</ul>
<p>Receivers of about 30 lines in TypeScript, Python and PHP lie in <code>docs/receivers</code> of the shop's sources.</p>`;

const STYLE = `:root{color-scheme:light dark}*{box-sizing:border-box}body{margin:0;font:17px/1.6 system-ui,sans-serif}main{max-width:54rem;margin:0 auto;padding:2rem 1.25rem 6rem}
h1{font-size:2rem;line-height:1.2}h2{margin-top:3rem;border-top:1px solid color-mix(in srgb,currentColor 20%,transparent);padding-top:1.5rem}h3{margin:1.75rem 0 .25rem;font-size:1.05rem}
p{margin:.25rem 0 .5rem}code{font-size:.92em}.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.94rem}th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid color-mix(in srgb,currentColor 14%,transparent)}
ul{padding-left:1.25rem}li{margin:.25rem 0}`;
