import "server-only";
import { Body, Button, Column, Container, Head, Html, Link, Preview, Row, Section, Text } from "@react-email/components";
import { render } from "@react-email/render";
import type { Locale } from "@/lib/kernel/locale";

/** One thing that a letter says. `sums` is a table of labels and amounts; the last row is set in bold. */
export type Block =
  | { readonly kind: "text" | "note" | "highlight"; readonly text: string }
  | { readonly kind: "button"; readonly label: string; readonly href: string }
  | { readonly kind: "sums"; readonly rows: readonly (readonly [label: string, amount: string])[] };

/** A file that goes with a letter. */
export type Attachment = { readonly filename: string; readonly content: Buffer; readonly contentType: string };

/** A mail as it is written, in one language, before it is addressed. */
export type Letter = { readonly subject: string; readonly text: string; readonly html: string; readonly attachments?: readonly Attachment[]; readonly headers?: Readonly<Record<string, string>> };

export type Content = {
  readonly locale: Locale;
  readonly company: string;
  readonly subject: string;
  /** What a list of mails shows after the subject. */
  readonly preview?: string;
  readonly blocks: readonly Block[];
  readonly footer: string;
};

const FONT = "Georgia, 'Times New Roman', serif";
const INK = "#26231f";
const ACCENT = "#41592b";
const QUIET = "#665f54";
const LINE = "#e4ddd2";

const TEXT = { margin: "0 0 18px", fontSize: 17, lineHeight: "1.55", color: INK, fontFamily: FONT, whiteSpace: "pre-line" } as const;
const CELL = { padding: "9px 0", borderBottom: `1px solid ${LINE}`, verticalAlign: "top", fontSize: 16, color: INK, fontFamily: FONT } as const;

/** Writes a letter as plain text and as HTML that mail programs understand: tables, inline styles, no pictures, nothing fetched. */
export async function writeLetter(content: Content): Promise<Letter> {
  return { subject: content.subject, text: asText(content), html: await render(<Sheet {...content} />) };
}

function asText({ locale, company, blocks, footer }: Content): string {
  const colon = locale === "fr" ? " :" : ":";
  const parts = blocks.map((block) => {
    if (block.kind === "button") return `${block.label}${colon}\n${block.href}`;
    if (block.kind === "sums") return block.rows.map(([label, amount]) => `${label}${colon} ${amount}`).join("\n");
    return block.text;
  });
  return [...parts, `-- \n${company}\n${footer}`].join("\n\n");
}

function Sheet({ locale, company, subject, preview, blocks, footer }: Content) {
  return (
    <Html lang={locale}>
      <Head><title>{subject}</title><meta name="viewport" content="width=device-width" /></Head>
      <Preview>{preview ?? firstWords(blocks) ?? subject}</Preview>
      <Body style={{ margin: 0, background: "#f7f3ec", color: INK, fontFamily: FONT }}>
        <Container style={{ maxWidth: 560, padding: "32px 16px" }}>
          <Text style={{ margin: "0 0 24px", fontSize: 22, letterSpacing: "0.04em", color: INK, fontFamily: FONT }}>{company}</Text>
          <Section style={{ background: "#ffffff", borderRadius: 14, padding: "32px 28px" }}>
            {blocks.map((block, n) => <Part key={n} block={block} />)}
          </Section>
          <Text style={{ margin: "24px 4px 0", color: QUIET, fontSize: 13, lineHeight: "1.5", fontFamily: FONT, whiteSpace: "pre-line" }}>{footer}</Text>
        </Container>
      </Body>
    </Html>
  );
}

function firstWords(blocks: readonly Block[]): string | undefined {
  const [words] = blocks.flatMap((block) => (block.kind === "highlight" ? [block.text] : []));
  return words;
}

/** Addresses in a sentence can be followed also where the mail program does not look for them. */
function linked(text: string) {
  return text.split(/(https?:\/\/\S+)/).map((part, n) => (n % 2 === 1 ? <Link key={n} href={part} style={{ color: ACCENT, textDecoration: "underline", wordBreak: "break-all" }}>{part}</Link> : part));
}

function Part({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case "text":
      return <Text style={TEXT}>{linked(block.text)}</Text>;
    case "note":
      return <Text style={{ ...TEXT, color: QUIET, fontSize: 14 }}>{linked(block.text)}</Text>;
    case "highlight":
      return <Text style={{ ...TEXT, margin: "0 0 20px", fontSize: 21, lineHeight: "1.4", color: ACCENT }}>{block.text}</Text>;
    case "button":
      return (
        <Section style={{ margin: "0 0 22px" }}>
          <Button href={block.href} style={{ background: ACCENT, color: "#ffffff", borderRadius: 999, padding: "13px 24px", fontSize: 16, fontFamily: FONT, textDecoration: "none" }}>{block.label}</Button>
        </Section>
      );
    case "sums":
      return (
        <Section style={{ margin: "0 0 22px", borderTop: `1px solid ${LINE}` }}>
          {block.rows.map(([label, amount], n) => {
            const weight = n === block.rows.length - 1 ? "bold" : "normal";
            return (
              <Row key={n}>
                <Column style={{ ...CELL, fontWeight: weight }}>{label}</Column>
                <Column align="right" style={{ ...CELL, fontWeight: weight, whiteSpace: "nowrap", paddingLeft: 16 }}>{amount}</Column>
              </Row>
            );
          })}
        </Section>
      );
  }
}
