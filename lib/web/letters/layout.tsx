import "server-only";
import { Body, Button, Column, Container, Head, Html, Link, Preview, Row, Section, Text } from "@react-email/components";
import { render } from "@react-email/render";
import { shadesOf } from "@/lib/kernel/colour";
import type { Locale } from "@/lib/kernel/locale";

/** A line of a table: a label and an amount; `strong` is the total, `quiet` what it contains or how it was paid. */
export type SumRow = readonly [label: string, amount: string, weight?: "strong" | "quiet"];

/** One thing that a letter says. `code` is to be typed, `link` an address behind words, `sums` a table. */
export type Block =
  | { readonly kind: "text" | "note" | "highlight" | "code"; readonly text: string }
  | { readonly kind: "button" | "link"; readonly label: string; readonly href: string }
  | { readonly kind: "sums"; readonly rows: readonly SumRow[] };

/** A file that goes with a letter. */
export type Attachment = { readonly filename: string; readonly content: Buffer; readonly contentType: string };

/** A mail as it is written, in one language, before it is addressed. */
export type Letter = { readonly subject: string; readonly text: string; readonly html: string; readonly attachments?: readonly Attachment[]; readonly headers?: Readonly<Record<string, string>> };

export type Content = {
  readonly locale: Locale;
  readonly company: string;
  /** The shop's colour, `#rrggbb`. */
  readonly accent: string;
  readonly subject: string;
  readonly blocks: readonly Block[];
  readonly footer: string;
};

const SANS = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const SERIF = "Georgia, 'Times New Roman', serif";
const LIGHT = { ground: "#f4eee3", paper: "#fdfbf7", ink: "#25221c", quiet: "#665f54", line: "#e0d8ca" };
const DARK = { ground: "#12110e", paper: "#1f1c18", ink: "#f2ede4", quiet: "#b3aa9b", line: "#3a352d" };

const TEXT = { margin: "0 0 18px", fontSize: 16, lineHeight: "1.6", fontFamily: SANS, whiteSpace: "pre-line" } as const;
const ink = { className: "ink", style: { color: LIGHT.ink } };
const quiet = { className: "quiet", style: { color: LIGHT.quiet } };

/** Writes a letter as plain text and as HTML that mail programs understand: tables, inline styles, no pictures, nothing fetched; dark where its reader's program is. */
export async function writeLetter(content: Content): Promise<Letter> {
  return { subject: content.subject, text: asText(content), html: await render(<Sheet {...content} />) };
}

function asText({ locale, company, blocks, footer }: Content): string {
  const colon = locale === "fr" ? "\u00a0:" : ":";
  const parts = blocks.map((block) => {
    if ("href" in block) return `${block.label}${colon}\n${block.href}`;
    if (block.kind === "sums") return block.rows.map(([label, amount]) => `${label}${colon} ${amount}`).join("\n");
    return block.text;
  });
  return [...parts, `-- \n${company}\n${footer}`].join("\n\n");
}

/** Mail programs that know dark mode read this; the others keep the inline styles. */
const darkStyles = (accent: string): string => `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.ground,.ground>table>tbody>tr>td{background:${DARK.ground}!important}.paper{background:${DARK.paper}!important}
.ink{color:${DARK.ink}!important}.quiet{color:${DARK.quiet}!important}.line{border-color:${DARK.line}!important}
.accent{color:${accent}!important}.button{background:${accent}!important;color:${DARK.ground}!important}.code{background:${DARK.ground}!important;color:${DARK.ink}!important}}`;

function Sheet({ locale, company, accent, subject, blocks, footer }: Content) {
  const { light, dark } = shadesOf(accent);
  return (
    <Html lang={locale}>
      <Head>
        <title>{subject}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style dangerouslySetInnerHTML={{ __html: darkStyles(dark.accent) }} />
      </Head>
      <Preview>{firstWords(blocks)}</Preview>
      <Body className="ground" style={{ margin: 0, background: LIGHT.ground, color: LIGHT.ink, fontFamily: SANS }}>
        <Container style={{ maxWidth: 560, padding: "28px 12px" }}>
          <Text className="ink" style={{ margin: "0 8px 18px", fontSize: 24, lineHeight: "1.2", letterSpacing: "-0.01em", color: LIGHT.ink, fontFamily: SERIF }}>{company}</Text>
          <Section className="paper" style={{ background: LIGHT.paper, borderRadius: 16, padding: "28px 24px 12px" }}>
            {blocks.map((block, n) => <Part key={n} block={block} accent={light.accent} />)}
          </Section>
          <Text className="quiet" style={{ margin: "20px 8px 0", color: LIGHT.quiet, fontSize: 13, lineHeight: "1.55", fontFamily: SANS, whiteSpace: "pre-line" }}>{linked(footer, null)}</Text>
        </Container>
      </Body>
    </Html>
  );
}

/** What a list of mails shows after the subject: what the letter is about, or else what it says after its greeting. */
function firstWords(blocks: readonly Block[]): string {
  const said = blocks.flatMap((block) => ("text" in block ? [block] : []));
  return (said.find(({ kind }) => kind === "highlight") ?? said[1] ?? said[0])?.text ?? "";
}

/** Addresses in a sentence can be followed also where the mail program does not look for them; an order's number stays in one piece. `accent` null: in the colour of the sentence. */
function linked(text: string, accent: string | null) {
  return text.split(/(https?:\/\/\S+|\b[A-Z\d]{4}-[A-Z\d]{4}\b)/).map((part, n) => {
    if (n % 2 === 0) return part;
    if (!part.startsWith("http")) return <span key={n} style={{ whiteSpace: "nowrap" }}>{part}</span>;
    return <Link key={n} className={accent === null ? "quiet" : "accent"} href={part} style={{ color: accent ?? LIGHT.quiet, textDecoration: "underline", overflowWrap: "anywhere" }}>{part}</Link>;
  });
}

function Part({ block, accent }: { readonly block: Block; readonly accent: string }) {
  switch (block.kind) {
    case "text":
      return <Text className="ink" style={{ ...TEXT, ...ink.style }}>{linked(block.text, accent)}</Text>;
    case "note":
      return <Text className="quiet" style={{ ...TEXT, ...quiet.style, fontSize: 14 }}>{linked(block.text, accent)}</Text>;
    case "highlight":
      return <Text className="accent" style={{ ...TEXT, margin: "0 0 20px", fontSize: 22, lineHeight: "1.35", color: accent, fontFamily: SERIF }}>{linked(block.text, accent)}</Text>;
    case "code":
      return <Text className="code" style={{ ...TEXT, ...ink.style, display: "inline-block", margin: "0 0 20px", padding: "8px 18px", borderRadius: 12, background: LIGHT.ground, fontSize: 26, letterSpacing: "0.08em" }}>{block.text}</Text>;
    case "button":
      return (
        <Section style={{ margin: "4px 0 24px" }}>
          <Button className="button" href={block.href} style={{ background: accent, color: LIGHT.paper, borderRadius: 999, padding: "14px 26px", fontSize: 16, fontWeight: 500, fontFamily: SANS, textDecoration: "none" }}>{block.label}</Button>
        </Section>
      );
    case "link":
      return <Text style={{ ...TEXT, fontSize: 14 }}><Link className="accent" href={block.href} style={{ color: accent, textDecoration: "underline" }}>{block.label}</Link></Text>;
    case "sums":
      return <Section className="line" style={{ margin: "0 0 22px", borderTop: `1px solid ${LIGHT.line}` }}>{block.rows.map((row, n) => <Sum key={n} row={row} />)}</Section>;
  }
}

function Sum({ row: [label, amount, weight] }: { readonly row: SumRow }) {
  const { className, style } = weight === "quiet" ? quiet : ink;
  const cell = {
    ...style, verticalAlign: "top", fontFamily: SANS, fontSize: weight === "quiet" ? 14 : 16, fontWeight: weight === "strong" ? "bold" : "normal",
    ...(weight === "quiet" ? { padding: "7px 0 0" } : { padding: "10px 0", borderBottom: `1px solid ${LIGHT.line}` }),
  } as const;
  return (
    <Row>
      <Column className={`${className} line`} style={cell}>{label}</Column>
      <Column className={`${className} line`} align="right" style={{ ...cell, whiteSpace: "nowrap", paddingLeft: 16 }}>{amount}</Column>
    </Row>
  );
}
