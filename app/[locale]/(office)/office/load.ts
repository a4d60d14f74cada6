import "server-only";
import { readCompany } from "@/lib/company/queries";
import { listBestLinks, listDays, listOpenAlerts, readFigures, readOutstanding, readPeriods } from "@/lib/office/queries";
import { PERIODS } from "@/lib/office/rules";
import type { DayFigures, LinkFigures, OpenAlert, Outstanding, PeriodFigures } from "@/lib/office/types";
import type { Currency } from "@/lib/kernel/money";
import { db } from "@/lib/web/database";
import { now } from "@/lib/web/time";
import { operatorWith } from "@/lib/web/viewer";

export type FiguresView = {
  readonly days: (typeof PERIODS)[number];
  readonly currency: Currency;
  readonly timeZone: string;
  readonly figures: PeriodFigures;
  readonly before: PeriodFigures;
  readonly byDay: readonly DayFigures[];
  readonly links: readonly LinkFigures[];
  readonly outstanding: Outstanding;
  readonly alerts: readonly OpenAlert[];
};

/** The numbers of a period beside those of the one before it; null for everybody without the right. */
export async function loadFigures(asked: string | string[] | undefined): Promise<FiguresView | null> {
  const by = await operatorWith("orders");
  if (!by) return null;
  const days = PERIODS.find((length) => String(length) === asked) ?? 30;
  const { currency, timeZone } = await readCompany(db());
  const period = await readPeriods(db(), { at: now(), days, timeZone });
  const scope = { ...period.now, currency, timeZone };
  const [figures, before, byDay, links, outstanding, alerts] = await Promise.all([
    readFigures(db(), by, scope),
    readFigures(db(), by, { ...scope, ...period.before }),
    listDays(db(), by, scope),
    listBestLinks(db(), by, { ...scope, limit: 8 }),
    readOutstanding(db(), by, currency),
    listOpenAlerts(db(), by, 20),
  ]);
  return { days, currency, timeZone, figures, before, byDay, links, outstanding, alerts };
}
