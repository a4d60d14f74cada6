import "server-only";
import { readCompany } from "@/lib/company/queries";
import { parseId } from "@/lib/kernel/id";
import type { Currency } from "@/lib/kernel/money";
import { PeriodQuery } from "@/lib/office/figures/input";
import { listCohorts, readCompared, readForwardingHealth, readFunnel, readLastDays } from "@/lib/office/figures/queries";
import { askedDays } from "@/lib/office/figures/rules";
import type { Cohort, Compared, Comparison, ForwardingHealth, Funnel } from "@/lib/office/figures/types";
import { countOpenAlerts, listBestLinks, listDays, listOpenAlerts, readFigures, readOutstanding } from "@/lib/office/queries";
import type { PERIODS } from "@/lib/office/rules";
import type { DayFigures, LinkFigures, OpenAlert, Outstanding, PeriodFigures } from "@/lib/office/types";
import { db } from "@/lib/web/database";
import { now } from "@/lib/web/time";
import { operatorWith } from "@/lib/web/viewer";

/** What the front page shows of the best links, and of what waits for somebody. */
const LINKS = 8;
const ALERTS = 20;
const FILE_PAGE = 200;

type Asked = Readonly<Record<string, string | string[] | undefined>>;

export type FiguresView = {
  /** A period of the menu; null: the days were given. */
  readonly days: (typeof PERIODS)[number] | null;
  readonly compare: Comparison;
  readonly period: Compared;
  readonly currency: Currency;
  readonly timeZone: string;
  readonly figures: PeriodFigures;
  readonly before: PeriodFigures;
  readonly byDay: readonly DayFigures[];
  readonly links: readonly LinkFigures[];
  readonly outstanding: Outstanding;
  readonly alerts: { readonly rows: readonly OpenAlert[]; readonly count: number; readonly next: OpenAlert["id"] | null };
  readonly funnel: Funnel;
  readonly funnelBefore: Funnel;
  readonly cohorts: readonly Cohort[];
  readonly forwarding: ForwardingHealth;
};

/** The days that an address asks for, and those that they are held against. */
export async function readAskedPeriod(raw: Asked) {
  const { days: wished, from, to, compare } = PeriodQuery.parse(raw);
  const { currency, timeZone } = await readCompany(db());
  const last = await readLastDays(db(), { at: now(), days: wished ?? 30, timeZone });
  const given = askedDays(from, to, last);
  const period = await readCompared(db(), { ...(given ?? last), compare, timeZone });
  return { period, compare, currency, timeZone, days: given === null ? (wished ?? 30) : null };
}

/** The numbers of a period beside those that they are held against; null for everybody without the right. */
export async function loadFigures(raw: Asked): Promise<FiguresView | null> {
  const by = await operatorWith("orders");
  if (!by) return null;
  const asked = await readAskedPeriod(raw);
  const { period, currency, timeZone } = asked;
  const scope = { ...period.now, currency, timeZone };
  const [figures, before, byDay, links, outstanding, alerts, waiting, funnel, funnelBefore, cohorts, forwarding] = await Promise.all([
    readFigures(db(), by, scope),
    readFigures(db(), by, { ...scope, ...period.then }),
    listDays(db(), by, scope),
    listBestLinks(db(), by, { ...scope, limit: LINKS }),
    readOutstanding(db(), by, currency),
    listOpenAlerts(db(), by, { after: parseId("alert", typeof raw["alerts"] === "string" ? raw["alerts"] : "") ?? undefined, limit: ALERTS }),
    countOpenAlerts(db(), by),
    readFunnel(db(), by, { ...period.now, days: period.days }),
    readFunnel(db(), by, { ...period.then, days: period.thenDays }),
    listCohorts(db(), by, { at: now(), currency, timeZone }),
    readForwardingHealth(db(), by, period.now),
  ]);
  return { ...asked, figures, before, byDay, links, outstanding, alerts: { rows: alerts.rows, count: waiting, next: alerts.more ? (alerts.rows.at(-1)?.id ?? null) : null }, funnel, funnelBefore, cohorts, forwarding };
}

/** The links that sold in the same period, for a file: a way to read them page by page. Null for everybody without the right. */
export async function loadLinksFile(raw: Asked) {
  const by = await operatorWith("orders");
  if (!by) return null;
  const { period, currency, timeZone } = await readAskedPeriod(raw);
  return { days: period.days, page: (last: LinkFigures | undefined) => listBestLinks(db(), by, { ...period.now, currency, timeZone, after: last && { member: last.member, minor: last.sales.minor }, limit: FILE_PAGE }), pageLength: FILE_PAGE };
}

/** Who came back, for a file; null for everybody without the right. */
export async function loadCohorts() {
  const by = await operatorWith("orders");
  if (!by) return null;
  const { currency, timeZone } = await readCompany(db());
  return listCohorts(db(), by, { at: now(), currency, timeZone });
}

/** What waits for somebody, for a file: a way to read it page by page. Null for everybody without the right. */
export async function loadAlertsFile() {
  const by = await operatorWith("orders");
  if (!by) return null;
  const { timeZone } = await readCompany(db());
  return { timeZone, page: (after: OpenAlert["id"] | undefined) => listOpenAlerts(db(), by, { after, limit: FILE_PAGE }) };
}

/** How the facts of both periods reached the commission system, for a file; null for everybody without the right. */
export async function loadForwardingBefore({ period }: Pick<FiguresView, "period">): Promise<ForwardingHealth | null> {
  const by = await operatorWith("orders");
  return by && readForwardingHealth(db(), by, period.then);
}
