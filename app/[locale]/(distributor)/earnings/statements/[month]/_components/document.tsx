import { Document, Page, StyleSheet, Text, View } from "@react-pdf/renderer";
import type { Company } from "@/lib/company/types";
import type { MonthSums, MovementLine } from "@/lib/earnings/types";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney, type Money } from "@/lib/kernel/money";
import { words } from "@/lib/web/words";
import { sentenceOf } from "../../_components/kinds";
import { monthName } from "../../_components/months";

const style = StyleSheet.create({
  page: { padding: "18mm 16mm 20mm", fontFamily: "Helvetica", fontSize: 9.5, color: "#25221c", lineHeight: 1.35 },
  company: { fontSize: 9, color: "#665f54" },
  title: { fontFamily: "Times-Roman", fontSize: 22, marginTop: 14 },
  sums: { marginTop: 16, width: "60%" },
  row: { flexDirection: "row", justifyContent: "space-between", borderBottom: "0.5pt solid #e7e0d4", paddingVertical: 3.5 },
  strong: { fontFamily: "Helvetica-Bold" },
  head: { flexDirection: "row", borderBottom: "0.8pt solid #8b8376", paddingVertical: 4, marginTop: 20, color: "#665f54" },
  line: { flexDirection: "row", borderBottom: "0.5pt solid #e7e0d4", paddingVertical: 3.5 },
  day: { width: "14%" }, what: { width: "50%" }, amount: { width: "18%", textAlign: "right" },
  note: { marginTop: 14, color: "#665f54" },
  foot: { position: "absolute", bottom: "9mm", left: "16mm", right: "16mm", flexDirection: "row", justifyContent: "space-between", fontSize: 8, color: "#665f54" },
});

type Props = { readonly sums: MonthSums; readonly lines: readonly MovementLine[]; readonly company: Company; readonly who: string; readonly locale: Locale };

/** The built-in fonts have no narrow spaces, which French puts into numbers. */
const plain = (text: string): string => text.replace(/[\u{202f}\u{2009}\u{a0}]/gu, " ").replaceAll("\u{2212}", "-");

/** A statement on paper: opening, what came and went, closing, and each movement. */
export function StatementDocument({ sums, lines, company, who, locale }: Props) {
  const t = words(locale, "earnings");
  const show = (amount: Money): string => plain(formatMoney(amount, locale));
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "short", timeZone: company.timeZone });
  const facts = [["opening", sums.opening], ["earned", sums.earned], ["takenBack", sums.takenBack], ["spent", sums.spent], ["paidOut", sums.paidOut], ["other", sums.other], ["closing", sums.closing]] as const;
  const title = t("statement.of", { month: monthName(sums.month, locale) });
  return (
    <Document title={title} author={company.legalName || company.name} language={locale}>
      <Page size="A4" style={style.page}>
        <Text style={style.strong}>{company.legalName || company.name}</Text>
        {company.address === "" ? null : <Text style={style.company}>{company.address}</Text>}
        <Text style={style.title}>{title}</Text>
        <Text style={style.company}>{who}</Text>
        <View style={style.sums}>
          {facts.map(([name, amount]) => (
            <View key={name} style={name === "closing" ? [style.row, style.strong] : style.row}><Text>{t(`statement.${name}`)}</Text><Text>{show(amount)}</Text></View>
          ))}
        </View>
        {lines.length > 0 ? (
          <View style={style.head} fixed><Text style={style.day}>{t("statement.day")}</Text><Text style={style.what}>{t("statement.what")}</Text><Text style={style.amount}>{t("statement.amount")}</Text><Text style={style.amount}>{t("statement.balance")}</Text></View>
        ) : <Text style={style.note}>{t("statement.tooMany", { count: sums.movements })}</Text>}
        {lines.map((line) => (
          <View key={line.transaction} style={style.line} wrap={false}>
            <Text style={style.day}>{day.format(line.at)}</Text><Text style={style.what}>{plain(sentenceOf(line, t))}</Text>
            <Text style={style.amount}>{show(line.amount)}</Text><Text style={style.amount}>{show(line.balanceAfter)}</Text>
          </View>
        ))}
        <Text style={style.note}>{t("statement.note")}</Text>
        <View style={style.foot} fixed><Text>{title}</Text><Text render={({ pageNumber, totalPages }) => `${pageNumber} / ${totalPages}`} /></View>
      </Page>
    </Document>
  );
}
