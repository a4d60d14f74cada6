import "server-only";
import { renderToBuffer, StyleSheet, View } from "@react-pdf/renderer";
import type { Invoice, InvoiceContent, Party } from "@/lib/invoice/types";
import { formatMoney, money } from "@/lib/kernel/money";
import { typesetFrench } from "@/lib/kernel/typography";
import { dayText } from "../dates";
import { type Words, words } from "../words";
import { SHEET, Sheet, Text } from "./sheet";

const LAYOUT = StyleSheet.create({
  parties: { flexDirection: "row", gap: 32, marginTop: 20 },
  party: { flex: 1 },
  article: { flex: 1, paddingRight: 8 },
  quantity: { width: 34, textAlign: "right" },
  unit: { width: 92, textAlign: "right" },
  vat: { width: 48, textAlign: "right" },
  sum: { width: 92, textAlign: "right" },
  sums: { marginTop: 8, marginLeft: "auto", width: 260 },
  sumRow: { flexDirection: "row", justifyContent: "space-between", paddingVertical: 2 },
  rates: { marginTop: 4, width: 300 },
});

type Say = { readonly t: Words<"invoice">; readonly sum: (minor: bigint) => string; readonly rate: (bps: number) => string; readonly content: InvoiceContent };

/** An invoice or credit note as a PDF file, in the language of its order. The same document every time. */
export function invoicePdf(invoice: Invoice): Promise<Buffer> {
  return renderToBuffer(InvoiceSheet({ invoice }));
}

/** What the file is called. */
export function invoiceFile({ kind, number, content }: Invoice): string {
  return `${words(content.locale, "invoice")(`files.${kind}`)}-${number}.pdf`;
}

function InvoiceSheet({ invoice: { kind, number, issuedAt, content } }: { readonly invoice: Invoice }) {
  const { locale, timeZone, seller, buyer, currency, corrects, orderNumber, paidAt } = content;
  const t = words(locale, "invoice");
  const say: Say = {
    t, content,
    sum: (minor) => formatMoney(money(minor, currency), locale),
    rate: (bps) => new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 }).format(bps / 10_000),
  };
  const foot = [seller.name, ...seller.legal, seller.vatNumber && t("vatNumber", { number: seller.vatNumber })].filter(Boolean).join(" · ");
  return (
    <Sheet locale={locale} title={`${t(`kinds.${kind}`)} ${number}`} company={seller.name} foot={typesetFrench(foot)}>
      <Text style={SHEET.name}>{seller.name}</Text>
      <Text style={SHEET.title}>{t(`kinds.${kind}`)} {number}</Text>
      <Text style={SHEET.quiet}>{t("issued", { date: dayText(issuedAt, locale, timeZone) })}</Text>
      <Text style={SHEET.quiet}>{t("order", { number: orderNumber, date: dayText(paidAt, locale, timeZone) })}</Text>
      {corrects !== null && <Text style={SHEET.quiet}>{kind === "credit_note" ? t("corrects", { number: corrects }) : t("cancels", { number: corrects })}</Text>}
      <View style={LAYOUT.parties}>
        <Who title={t("seller")} party={{ name: seller.name, address: [...seller.address, ...seller.legal, ...(seller.vatNumber ? [t("vatNumber", { number: seller.vatNumber })] : []), seller.email].map(typesetFrench) }} />
        <Who title={t("buyer")} party={buyer} />
      </View>
      <Articles {...say} />
      <Sums {...say} kind={kind} />
      <Rates {...say} />
      {kind === "invoice" && <Text style={[SHEET.quiet, { marginTop: 18 }]}>{t("paid")}</Text>}
    </Sheet>
  );
}

function Who({ title, party }: { readonly title: string; readonly party: Party }) {
  return (
    <View style={LAYOUT.party}>
      <Text style={SHEET.quiet}>{title}</Text>
      <Text style={SHEET.strong}>{party.name}</Text>
      {party.address.map((line) => <Text key={line}>{line}</Text>)}
    </View>
  );
}

function Articles({ t, sum, rate, content }: Say) {
  return (
    <View style={{ marginTop: 24 }}>
      <View style={[SHEET.row, SHEET.strong]}>
        <Text style={LAYOUT.article}>{t("columns.article")}</Text>
        <Text style={LAYOUT.quantity}>{t("columns.quantity")}</Text>
        <Text style={LAYOUT.unit}>{t("columns.unit")}</Text>
        <Text style={LAYOUT.vat}>{t("columns.vat")}</Text>
        <Text style={LAYOUT.sum}>{t("columns.sum")}</Text>
      </View>
      {content.lines.map((line, n) => (
        <View key={`${line.sku} ${n}`} style={SHEET.row} wrap={false}>
          <View style={LAYOUT.article}>
            <Text>{line.title}</Text>
            <Text style={SHEET.quiet}>{line.sku}{line.discountMinor > 0n ? ` · ${t("discount", { amount: sum(line.discountMinor) })}` : ""}</Text>
          </View>
          <Text style={LAYOUT.quantity}>{line.quantity > 0 ? line.quantity : ""}</Text>
          <Text style={LAYOUT.unit}>{line.quantity > 0 ? sum(line.unitMinor) : ""}</Text>
          <Text style={LAYOUT.vat}>{rate(line.vatBps)}</Text>
          <Text style={LAYOUT.sum}>{sum(line.goodsMinor)}</Text>
        </View>
      ))}
    </View>
  );
}

/** With `discount` credit stands above the total and lowers it; with `tender` it stands below and pays. */
function Sums({ t, sum, content, kind }: Say & Pick<Invoice, "kind">) {
  const { layout, shippingMinor, creditMinor, cardMinor, totalMinor } = content;
  const back = kind === "credit_note";
  const lowers = layout === "discount" && creditMinor > 0n;
  return (
    <View style={LAYOUT.sums} wrap={false}>
      {shippingMinor > 0n && <SumRow label={t("shipping")} amount={sum(shippingMinor)} />}
      {lowers && <SumRow label={t("credit")} amount={sum(-creditMinor)} />}
      <SumRow strong label={t(back ? "totalCredited" : "total")} amount={sum(totalMinor)} />
      <Text style={[SHEET.quiet, { marginTop: 6 }]}>{t("tenders")}</Text>
      {!lowers && creditMinor > 0n && <SumRow label={t(back ? "backCredit" : "paidCredit")} amount={sum(creditMinor)} />}
      {(cardMinor > 0n || creditMinor === 0n || lowers) && <SumRow label={t(back ? "backCard" : "paidCard")} amount={sum(cardMinor)} />}
    </View>
  );
}

function SumRow({ label, amount, strong = false }: { readonly label: string; readonly amount: string; readonly strong?: boolean }) {
  return <View style={[LAYOUT.sumRow, ...(strong ? [SHEET.strong] : [])]}><Text>{label}</Text><Text>{amount}</Text></View>;
}

function Rates({ t, sum, rate, content }: Say) {
  const rows = content.vat.map(({ rateBps, grossMinor, vatMinor }) => ({ label: rate(rateBps), gross: grossMinor, vat: vatMinor }));
  const total = rows.reduce((sofar, { gross, vat }) => ({ label: t("vatSum"), gross: sofar.gross + gross, vat: sofar.vat + vat }), { label: "", gross: 0n, vat: 0n });
  return (
    <View style={LAYOUT.rates} wrap={false}>
      <Text style={SHEET.heading}>{t("vatTitle")}</Text>
      <View style={[SHEET.row, SHEET.quiet]}>{[t("vatRate"), t("net"), t("vat"), t("gross")].map((label) => <Text key={label} style={[{ flex: 1 }, SHEET.right]}>{label}</Text>)}</View>
      {(rows.length > 1 ? [...rows, total] : rows).map(({ label, gross, vat }, line) => (
        <View key={label} style={[SHEET.row, ...(line === rows.length ? [SHEET.strong] : [])]}>
          {[label, sum(gross - vat), sum(vat), sum(gross)].map((text, n) => <Text key={n} style={[{ flex: 1 }, SHEET.right]}>{text}</Text>)}
        </View>
      ))}
    </View>
  );
}
