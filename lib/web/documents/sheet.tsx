import "server-only";
import { Document, Font, Page, StyleSheet, Text as PlainText, type TextProps, View } from "@react-pdf/renderer";
import type { ReactNode } from "react";
import type { Locale } from "@/lib/kernel/locale";
import { words } from "../words";

/** The looks of every document: one page format, one typeface, one ink. */
export const SHEET = StyleSheet.create({
  page: { paddingTop: 48, paddingBottom: 64, paddingHorizontal: 48, fontFamily: "Helvetica", fontSize: 9.5, lineHeight: 1.45, color: "#25221c" },
  name: { fontFamily: "Times-Roman", fontSize: 20, lineHeight: 1.2 },
  title: { fontFamily: "Times-Roman", fontSize: 16, lineHeight: 1.3, marginTop: 22 },
  heading: { fontFamily: "Helvetica-Bold", marginTop: 14, marginBottom: 3 },
  quiet: { color: "#665f54" },
  row: { flexDirection: "row", borderBottomWidth: 0.5, borderBottomColor: "#d8d0c2", paddingVertical: 5 },
  strong: { fontFamily: "Helvetica-Bold" },
  right: { textAlign: "right" },
  // From the top: with `bottom`, the library loses what it works out for each page, such as its number.
  foot: { position: "absolute", top: 788, left: 48, right: 48, flexDirection: "row", justifyContent: "space-between", gap: 24, fontSize: 8, color: "#665f54" },
});

type Props = { readonly locale: Locale; readonly title: string; readonly company: string; readonly foot: string; readonly children: ReactNode };

// Words stay whole: the breaker of the library knows only English, and cuts addresses.
Font.registerHyphenationCallback((word) => [word]);

/** A document with its numbered pages. */
export function Sheet({ locale, title, company, foot, children }: Props) {
  const t = words(locale, "invoice");
  return (
    <Document title={title} author={company} language={locale}>
      <Page size="A4" style={SHEET.page}>
        {children}
        <View style={SHEET.foot} fixed>
          <Text style={{ flex: 1 }}>{foot}</Text>
          <PlainText render={({ pageNumber, totalPages }) => printable(t("page", { page: pageNumber, pages: totalPages }))} />
        </View>
      </Page>
    </Document>
  );
}

/** Words on paper: the built-in typefaces know no narrow space, which French is full of. */
export function Text({ children, ...rest }: Omit<TextProps, "render"> & { readonly children?: ReactNode }) {
  const parts = (Array.isArray(children) ? (children as ReactNode[]) : [children]).map((part) => (typeof part === "string" ? printable(part) : part));
  return <PlainText {...rest}>{parts}</PlainText>;
}

function printable(text: string): string {
  return text.replaceAll("\u202f", "\u00a0");
}
