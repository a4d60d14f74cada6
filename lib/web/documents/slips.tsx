import "server-only";
import { Document, Page, renderToBuffer, StyleSheet, View } from "@react-pdf/renderer";
import type { Company } from "@/lib/company/types";
import { type Locale, localized } from "@/lib/kernel/locale";
import type { WholeOrder } from "@/lib/order/queries";
import { dayText } from "../dates";
import { words } from "../words";
import { SHEET, Text } from "./sheet";

const LAYOUT = StyleSheet.create({
  // Stands in the window of a C5 or DL envelope, and large enough for a label.
  address: { position: "absolute", top: 120, left: 300, width: 240, fontSize: 12, lineHeight: 1.5 },
  articles: { marginTop: 130 },
  box: { width: 14, height: 14, borderWidth: 1, borderColor: "#25221c", marginRight: 10 },
  quantity: { width: 44, fontFamily: "Helvetica-Bold", fontSize: 12 },
  article: { flex: 1, paddingRight: 8, fontSize: 11 },
  sku: { width: 120, textAlign: "right" },
});

/** Packing slips to print, one order a page: what goes into the parcel, and where it goes. No price is on them. */
export function slipsPdf(company: Company, orders: readonly WholeOrder[], locale: Locale): Promise<Buffer> {
  return renderToBuffer(
    <Document title={words(locale, "officeOrders")("slips.title")} author={company.name} language={locale}>
      {orders.map((whole) => <Slip key={whole.order.id} whole={whole} company={company} locale={locale} />)}
    </Document>,
  );
}

function Slip({ whole: { order, lines, contact }, company, locale }: { readonly whole: WholeOrder; readonly company: Company; readonly locale: Locale }) {
  const t = words(locale, "officeOrders");
  const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const address = contact === null ? [] : [contact.name, contact.street, contact.street2, `${contact.postalCode} ${contact.city}`, contact.country, contact.phone];
  return (
    <Page size="A4" style={SHEET.page}>
      <Text style={SHEET.name}>{company.name}</Text>
      <Text style={SHEET.quiet}>{company.address}</Text>
      <Text style={SHEET.title}>{t("slips.of", { number: order.number })}</Text>
      <Text style={SHEET.quiet}>{t("slips.paid", { date: dayText(order.paidAt ?? order.placedAt, locale, company.timeZone) })}</Text>
      <View style={LAYOUT.address}>{address.filter(Boolean).map((line, n) => <Text key={n}>{line}</Text>)}</View>
      <View style={LAYOUT.articles}>
        {lines.map((line) => (
          <View key={line.id} style={[SHEET.row, { alignItems: "center", paddingVertical: 9 }]} wrap={false}>
            <View style={LAYOUT.box} />
            <Text style={LAYOUT.quantity}>{line.quantity} ×</Text>
            <Text style={LAYOUT.article}>{localized(line.title, locale)}{line.choice ? `, ${localized(line.choice, locale)}` : ""}</Text>
            <Text style={[LAYOUT.sku, SHEET.quiet]}>{line.sku}</Text>
          </View>
        ))}
        <Text style={[SHEET.strong, { marginTop: 12 }]}>{t("slips.pieces", { count: pieces })}</Text>
      </View>
      <View style={SHEET.foot} fixed><Text>{company.name} · {company.email}</Text><Text>{order.number}</Text></View>
    </Page>
  );
}
