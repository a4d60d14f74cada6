import "server-only";
import { renderToBuffer, View } from "@react-pdf/renderer";
import type { OwnTexts } from "@/lib/company/house/types";
import type { Company } from "@/lib/company/types";
import type { Locale } from "@/lib/kernel/locale";
import { type LegalText, legalText } from "../legal";
import { SHEET, Sheet, Text } from "./sheet";

/** The last file of each language, and the text that it holds. */
const printed = new Map<Locale, { readonly text: string; readonly file: Promise<Buffer> }>();

/** The terms of sale as a PDF file: attached to an order's confirmation, so that the buyer keeps them as they were. Printed once for the same text. */
export function termsPdf(company: Company & { readonly own?: OwnTexts }, locale: Locale): Promise<Buffer> {
  const terms = legalText("terms", locale, company);
  const text = JSON.stringify([company.name, company.legalName, terms]);
  const known = printed.get(locale);
  if (known?.text === text) return known.file;
  const file = print(company, locale, terms);
  printed.set(locale, { text, file });
  file.catch(() => printed.delete(locale));
  return file;
}

function print(company: Company, locale: Locale, { title, updated, sections }: LegalText): Promise<Buffer> {
  return renderToBuffer(
    <Sheet locale={locale} title={title} company={company.name} foot={company.legalName || company.name}>
      <Text style={SHEET.name}>{company.name}</Text>
      <Text style={SHEET.title}>{title}</Text>
      <Text style={SHEET.quiet}>{updated}</Text>
      {sections.map((section) => (
        <View key={section.id}>
          <Text style={SHEET.heading} minPresenceAhead={30}>{section.title}</Text>
          {section.lines.map((line) => <Text key={line} style={{ marginBottom: 3 }}>{line}</Text>)}
        </View>
      ))}
    </Sheet>,
  );
}
