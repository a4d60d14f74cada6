import "server-only";
import type { Locale } from "@/lib/kernel/locale";

/** One thing that a letter says. `sums` is a table of labels and amounts; the last row is set in bold. */
export type Block =
  | { readonly kind: "text" | "note" | "highlight"; readonly text: string }
  | { readonly kind: "button"; readonly label: string; readonly href: string }
  | { readonly kind: "sums"; readonly rows: readonly (readonly [label: string, amount: string])[] };

/** A mail as it is written, in one language, before it is addressed. */
export type Letter = { readonly subject: string; readonly text: string; readonly html: string };

export type Content = { readonly locale: Locale; readonly company: string; readonly subject: string; readonly blocks: readonly Block[]; readonly footer: string };

const FONT = "font-family:Georgia,'Times New Roman',serif";
const INK = "#26231f";
const ACCENT = "#8a4b2d";
const QUIET = "#6b655d";
const LINE = "#e4ddd2";

/** Writes a letter as plain text and as HTML that mail programs understand: tables, inline styles, no pictures, nothing fetched. */
export function writeLetter(content: Content): Letter {
  return { subject: content.subject, text: asText(content), html: asHtml(content) };
}

function asText({ company, blocks, footer }: Content): string {
  const parts = blocks.map((block) => {
    if (block.kind === "button") return `${block.label} :\n${block.href}`;
    if (block.kind === "sums") return block.rows.map(([label, amount]) => `${label} : ${amount}`).join("\n");
    return block.text;
  });
  return [...parts, `-- \n${company}\n${footer}`].join("\n\n");
}

function asHtml({ locale, company, subject, blocks, footer }: Content): string {
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body style="margin:0;background:#f7f3ec;color:${INK};${FONT};font-size:17px;line-height:1.55">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px">
<tr><td style="padding:0 0 24px;font-size:22px;letter-spacing:.04em">${escaped(company)}</td></tr>
<tr><td style="background:#fff;border-radius:14px;padding:32px 28px">
${blocks.map(blockHtml).join("\n")}
</td></tr>
<tr><td style="padding:24px 4px;color:${QUIET};font-size:13px">${escaped(footer)}</td></tr>
</table></td></tr></table></body></html>`;
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case "text":
      return `<p style="margin:0 0 18px">${lines(block.text)}</p>`;
    case "note":
      return `<p style="margin:0 0 18px;color:${QUIET};font-size:14px">${lines(block.text)}</p>`;
    case "highlight":
      return `<p style="margin:0 0 20px;font-size:21px;line-height:1.4;color:${ACCENT}">${lines(block.text)}</p>`;
    case "button":
      return `<p style="margin:0 0 22px"><a href="${escaped(block.href)}" style="display:inline-block;background:${ACCENT};color:#fff;text-decoration:none;padding:13px 24px;border-radius:999px">${escaped(block.label)}</a></p>`;
    case "sums":
      return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 22px;border-top:1px solid ${LINE}">${block.rows.map(rowHtml).join("")}</table>`;
  }
}

function rowHtml([label, amount]: readonly [string, string], index: number, rows: readonly unknown[]): string {
  const weight = index === rows.length - 1 ? "font-weight:bold" : "";
  const cell = `padding:9px 0;border-bottom:1px solid ${LINE};vertical-align:top;${weight}`;
  return `<tr><td style="${cell}">${escaped(label)}</td><td align="right" style="${cell};white-space:nowrap;padding-left:16px">${escaped(amount)}</td></tr>`;
}

const lines = (text: string): string => escaped(text).replaceAll("\n", "<br>");
const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text as HTML shows it: what somebody typed as their name is never markup. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
