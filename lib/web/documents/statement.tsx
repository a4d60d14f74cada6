import "server-only";
import { renderToBuffer, StyleSheet, View } from "@react-pdf/renderer";
import type { Company } from "@/lib/company/types";
import type { MonthSums, MovementLine, YearSums } from "@/lib/earnings/types";
import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney, type Money } from "@/lib/kernel/money";
import { monthName, sentenceOf } from "../statement";
import { words } from "../words";
import { SHEET, Sheet, Text } from "./sheet";

const LAYOUT = StyleSheet.create({
  parties: { flexDirection: "row", justifyContent: "space-between", gap: 32 },
  who: { textAlign: "right", marginTop: 6 },
  sums: { flexDirection: "row", gap: 36, marginTop: 18 },
  box: { flex: 1 },
  sum: { flexDirection: "row", justifyContent: "space-between", borderBottomWidth: 0.5, borderBottomColor: "#d8d0c2", paddingVertical: 4 },
  head: { flexDirection: "row", borderBottomWidth: 0.8, borderBottomColor: "#8b8376", paddingVertical: 4, marginTop: 22, color: "#665f54" },
  day: { width: "13%" }, what: { width: "51%" }, amount: { width: "18%", textAlign: "right" },
});

export type StatementParts = {
  readonly company: Pick<Company, "name" | "legalName" | "address" | "timeZone">;
  /** The distributor's whole name. */
  readonly who: string;
  readonly sums: MonthSums;
  /** The year up to the end of this month. */
  readonly year: YearSums;
  /** Every movement of the month, or none where there are too many for a document. */
  readonly lines: readonly MovementLine[];
};

/** A month's statement as a PDF file: opening, what came and went, closing, the year so far, and each movement. */
export function statementPdf(parts: StatementParts, locale: Locale): Promise<Buffer> {
  return renderToBuffer(StatementSheet({ parts, locale }));
}

type Props = { readonly parts: StatementParts; readonly locale: Locale };

function StatementSheet({ parts, locale }: Props) {
  const t = words(locale, "earnings");
  const { company, who, sums, lines } = parts;
  const title = t("statement.of", { month: monthName(sums.month, locale) });
  const name = company.legalName || company.name;
  return (
    <Sheet locale={locale} title={title} company={name} foot={`${name} · ${title}`}>
      <View style={LAYOUT.parties}>
        <View><Text style={SHEET.name}>{name}</Text>{company.address !== "" && <Text style={SHEET.quiet}>{company.address}</Text>}</View>
        <Text style={LAYOUT.who}>{who}</Text>
      </View>
      <Text style={SHEET.title}>{title}</Text>
      <Sums parts={parts} locale={locale} />
      {lines.length > 0 ? <Movements parts={parts} locale={locale} /> : <Text style={[SHEET.quiet, { marginTop: 18 }]}>{t("statement.tooMany", { count: sums.movements })}</Text>}
      <Text style={[SHEET.quiet, { marginTop: 14 }]}>{t("statement.note")}</Text>
    </Sheet>
  );
}

function Sums({ parts: { sums, year }, locale }: Props) {
  const t = words(locale, "earnings");
  const month = [
    ["opening", sums.opening, ""], ["earned", sums.earned, "+ "], ["takenBack", sums.takenBack, "- "], ["spent", sums.spent, "- "], ["paidOut", sums.paidOut, "- "], ["other", sums.other, ""], ["closing", sums.closing, ""],
  ] as const;
  const sofar = [["earned", year.earned], ["takenBack", year.takenBack], ["paidOut", year.paidOut], ["taxable", year.taxable]] as const;
  return (
    <View style={LAYOUT.sums}>
      <View style={LAYOUT.box}>
        <Text style={SHEET.heading}>{t("statement.thisMonth")}</Text>
        {month.filter(([line, { minor }]) => minor !== 0n || line === "opening" || line === "closing").map(([line, amount, sign]) => (
          <View key={line} style={line === "closing" ? [LAYOUT.sum, SHEET.strong] : LAYOUT.sum}><Text>{t(`statement.${line}`)}</Text><Text>{sign}{shown(amount, locale)}</Text></View>
        ))}
      </View>
      <View style={LAYOUT.box}>
        <Text style={SHEET.heading}>{t("statement.sofar", { year: year.year })}</Text>
        {sofar.map(([line, amount]) => (
          <View key={line} style={line === "taxable" ? [LAYOUT.sum, SHEET.strong] : LAYOUT.sum}><Text>{t(`statement.${line}`)}</Text><Text>{shown(amount, locale)}</Text></View>
        ))}
      </View>
    </View>
  );
}

function Movements({ parts: { lines, company }, locale }: Props) {
  const t = words(locale, "earnings");
  const day = dateFormat(locale, { dateStyle: "short", timeZone: company.timeZone });
  return (
    <View>
      <View style={LAYOUT.head} fixed>
        <Text style={LAYOUT.day}>{t("statement.day")}</Text><Text style={LAYOUT.what}>{t("statement.what")}</Text><Text style={LAYOUT.amount}>{t("statement.amount")}</Text><Text style={LAYOUT.amount}>{t("statement.balance")}</Text>
      </View>
      {lines.map((line) => (
        <View key={line.transaction} style={SHEET.row} wrap={false}>
          <Text style={LAYOUT.day}>{day.format(line.at)}</Text><Text style={LAYOUT.what}>{sentenceOf(line, t)}</Text>
          <Text style={LAYOUT.amount}>{shown(line.amount, locale)}</Text><Text style={LAYOUT.amount}>{shown(line.balanceAfter, locale)}</Text>
        </View>
      ))}
    </View>
  );
}

const shown = (amount: Money, locale: Locale): string => formatMoney(amount, locale).replaceAll("\u2212", "-");
