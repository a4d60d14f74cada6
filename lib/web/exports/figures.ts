import "server-only";
import { readCompany } from "@/lib/company/queries";
import { type Money, writeDecimal } from "@/lib/kernel/money";
import { PeriodQuery } from "@/lib/office/figures/input";
import { listDayRows, readCompared, readLastDays } from "@/lib/office/figures/queries";
import { askedDays } from "@/lib/office/figures/rules";
import { sheetOf } from "../csv";
import { db } from "../database";
import { now } from "../time";
import { operatorWith } from "../viewer";
import { words } from "../words";
import type { MakeExport } from "./types";

/** The figures of a period, a row a day. */
export const exportFigures: MakeExport = async (query, locale) => {
  const by = await operatorWith("orders");
  if (!by) return null;
  const t = words(locale, "officeExports");
  const { days: wished, from, to, compare } = PeriodQuery.parse(query);
  const { currency, timeZone } = await readCompany(db());
  const last = await readLastDays(db(), { at: now(), days: wished ?? 30, timeZone });
  const period = await readCompared(db(), { ...(askedDays(from, to, last) ?? last), compare, timeZone });
  const found = await listDayRows(db(), by, { ...period.now, days: period.days, currency, timeZone });
  const amount = (value: Money): string => writeDecimal(value, locale);
  const head = [t("day"), t("orders"), t("sales"), t("viralSales"), t("cashBack"), t("refunded"), t("visits"), t("newBuyers"), t("currency")];
  const rows = found.map((row) => [row.day, String(row.orders), amount(row.sales), amount(row.viral), amount(row.cashBack), amount(row.refunded), String(row.visits), String(row.newBuyers), currency]);
  return { name: `${locale === "fr" ? "chiffres" : "figures"}-${period.days.from}-${period.days.to}`, rows: sheetOf([head, ...rows]) };
};
