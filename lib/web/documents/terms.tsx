import "server-only";
import { renderToBuffer, Text, View } from "@react-pdf/renderer";
import type { Company } from "@/lib/company/types";
import type { Locale } from "@/lib/kernel/locale";
import { legalText } from "../legal";
import { printable, SHEET, Sheet } from "./sheet";

/** The terms of sale as a PDF file: attached to an order's confirmation, so that the buyer keeps them as they were. */
export function termsPdf(company: Company, locale: Locale): Promise<Buffer> {
  const { title, updated, sections } = legalText("terms", locale, company);
  return renderToBuffer(
    <Sheet locale={locale} title={title} company={company.name} foot={company.legalName || company.name}>
      <Text style={SHEET.name}>{company.name}</Text>
      <Text style={SHEET.title}>{title}</Text>
      <Text style={SHEET.quiet}>{updated}</Text>
      {sections.map((section) => (
        <View key={section.id}>
          <Text style={SHEET.heading} minPresenceAhead={30}>{section.title}</Text>
          {section.lines.map((line) => <Text key={line}>{printable(line)}</Text>)}
        </View>
      ))}
    </Sheet>,
  );
}
