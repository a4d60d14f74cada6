import "server-only";
import type { BarShape, Tick } from "@/components/charts/bars";
import { listLabels } from "@/lib/earnings/links/queries";
import { readPayoutSettings } from "@/lib/earnings/payouts/queries";
import { listBars, listGoals, listPeople, listProductTitles, listSlices, readEarned, readShared } from "@/lib/earnings/queries";
import { BAR_OF, barsOf, changePercent, net, percentsOf, reachedPercent, scaleTop, shift, startOf, type WallTime, wallTime } from "@/lib/earnings/rules";
import { type Bar, type Book, type Dimension, type Earned, type Period, PERIODS, type Slice } from "@/lib/earnings/types";
import { dateFormat, numberFormat } from "@/lib/kernel/formats";
import { idOf } from "@/lib/kernel/id";
import { type Locale, localized } from "@/lib/kernel/locale";
import { formatMoney, money, type Money, toDecimal } from "@/lib/kernel/money";
import type { Wallet } from "@/lib/ledger/types";
import { db } from "@/lib/web/database";
import { now } from "@/lib/web/time";
import type { Desk } from "../load";

/** How many rows a breakdown shows; what is left is one row. */
const SHOWN = 6;
export const BREAKDOWNS = ["product", "customer", "stage", "link"] as const satisfies readonly Dimension[];
export type Breakdown = (typeof BREAKDOWNS)[number];

/** A row of a breakdown; `name` is null for what has none. `of` is empty for the rest. */
export type Share = { readonly kind: "one" | "rest"; readonly of: string; readonly name: string | null; readonly orders: number; readonly amount: Money; readonly percent: number };

export type EarningsView = {
  readonly period: Period;
  readonly start: WallTime;
  readonly earlier: WallTime;
  /** Null in the period of today. */
  readonly later: WallTime | null;
  readonly now: Date;
  readonly sums: Readonly<Record<Period, Earned>>;
  readonly shown: Earned;
  readonly before: Earned;
  /** Against the same stretch of the period before, in percent. */
  readonly change: bigint | null;
  readonly chart: { readonly bars: readonly BarShape[]; readonly ticks: readonly Tick[]; readonly below: number };
  readonly breakdowns: Readonly<Record<Breakdown, readonly Share[]>>;
  readonly wallet: Wallet;
  /** The company pays earnings out. */
  readonly paysOut: boolean;
  readonly sharedThisWeek: { readonly orders: number; readonly amount: Money };
  readonly goals: readonly { readonly period: Period; readonly amount: Money; readonly earned: Money; readonly percent: number }[];
};

type Wish = { readonly locale: Locale; readonly period: string | undefined; readonly at: string | undefined };

/** What the earnings page shows of a period. An address with a period or a day that makes no sense shows this month. */
export async function loadEarnings({ book, earnings }: Desk, { locale, period: asked, at }: Wish): Promise<EarningsView> {
  const moment = now();
  const wall = wallTime(moment, book.timeZone);
  const period = PERIODS.find((one) => one === asked) ?? "month";
  const today = startOf(period, wall);
  const wished = at && /^20\d\d-[01]\d-[0-3]\d$/.test(at) && !Number.isNaN(Date.parse(at)) ? startOf(period, `${at}T00:00:00`) : today;
  const start = wished > today ? today : wished;
  const earlier = shift(period, start, -1);

  const sumOf = (one: Period) => readEarned(db(), book, { period: one, start: startOf(one, wall) });
  const [{ method }, day, week, month, year, shown, before, bars, barsBefore, shared, goals, ...slices] = await Promise.all([
    readPayoutSettings(db()), sumOf("day"), sumOf("week"), sumOf("month"), sumOf("year"),
    readEarned(db(), book, { period, start }), readEarned(db(), book, { period, start: earlier }),
    listBars(db(), book, { period, start }), listBars(db(), book, { period, start: earlier }),
    readShared(db(), book, { period: "week", start: startOf("week", wall) }), listGoals(db(), book),
    ...BREAKDOWNS.map((dimension) => listSlices(db(), book, { period, start, dimension, limit: SHOWN })),
  ] as const);

  const sums = { day, week, month, year };
  const [product, customer, stage, link] = await Promise.all(BREAKDOWNS.map((dimension, n) => namedShares(slices[n] ?? [], { book, locale, dimension, all: shown })));
  const chart = drawn({ period, start, earlier, wall, bars, barsBefore, book, locale });
  return {
    period, start, earlier, later: start < today ? shift(period, start, 1) : null, now: moment, sums, shown, before,
    change: changePercent(chart.sofar, chart.beforeSofar), chart, wallet: earnings, paysOut: method !== "off",
    breakdowns: { product: product ?? [], customer: customer ?? [], stage: stage ?? [], link: link ?? [] },
    sharedThisWeek: { orders: shared.orders, amount: money(shared.minor, book.currency) },
    goals: goals.map((goal) => ({ ...goal, earned: net(sums[goal.period]), percent: Number(reachedPercent(net(sums[goal.period]).minor, goal.amount.minor)) })),
  };
}

type Naming = { readonly book: Book; readonly locale: Locale; readonly dimension: Breakdown; readonly all: Earned };

async function namedShares(slices: readonly Slice[], { book, locale, dimension, all }: Naming): Promise<Share[]> {
  const names = await namesOf(slices.map(({ of }) => of), { book, locale, dimension });
  const total = net(all).minor;
  const left = total - slices.reduce((sum, { minor }) => sum + minor, 0n);
  const orders = dimension === "product" ? 0 : all.orders - slices.reduce((sum, one) => sum + one.orders, 0);
  const shown = [...slices.map((slice) => ({ kind: "one" as const, ...slice })), ...(left > 0n || orders > 0 ? [{ kind: "rest" as const, of: "", orders, minor: left }] : [])];
  const percents = percentsOf(shown.map(({ minor }) => minor), total);
  return shown.map(({ minor, ...share }, n) => ({ ...share, name: names.get(share.of) ?? null, amount: money(minor, book.currency), percent: Number(percents[n] ?? 0n) }));
}

async function namesOf(of: readonly string[], { book, locale, dimension }: Omit<Naming, "all">): Promise<ReadonlyMap<string, string>> {
  if (dimension === "customer") {
    const people = await listPeople(db(), of.map((id) => idOf("member", id)));
    return new Map(of.map((id) => [id, people.get(idOf("member", id))?.name ?? ""]));
  }
  if (dimension === "product") {
    const titles = await listProductTitles(db(), of.map((id) => idOf("product", id)));
    return new Map(of.flatMap((id) => [titles.get(idOf("product", id))].flatMap((title) => (title ? [[id, localized(title, locale)] as const] : []))));
  }
  return dimension === "link" ? listLabels(db(), book.owner) : new Map();
}

type Drawing = { readonly period: Period; readonly start: WallTime; readonly earlier: WallTime; readonly wall: WallTime; readonly bars: readonly Bar[]; readonly barsBefore: readonly Bar[]; readonly book: Book; readonly locale: Locale };

/** The chart's bars in thousandths of its height, and the sums of the stretch that both periods have behind them. */
function drawn({ period, start, earlier, wall, bars, barsBefore, book, locale }: Drawing) {
  const starts = barsOf(period, start);
  const startsBefore = barsOf(period, earlier);
  const valueAt = (list: readonly Bar[], at: WallTime | undefined): bigint => list.find((bar) => bar.start === at)?.minor ?? 0n;
  const values = starts.map((at, n) => ({ at, minor: valueAt(bars, at), before: valueAt(barsBefore, startsBefore[n]), ahead: at > wall }));
  const all = values.flatMap(({ minor, before }) => [minor, before]);
  const top = scaleTop(all.reduce((a, b) => (b > a ? b : a), 0n));
  const lowest = all.reduce((a, b) => (b < a ? b : a), 0n);
  const scaled = (minor: bigint) => Number((minor * 1_000n) / top);
  const text = (minor: bigint) => formatMoney(money(minor, book.currency), locale);
  const round = numberFormat(locale, { style: "currency", currency: book.currency, trailingZeroDisplay: "stripIfInteger", notation: top >= 1_000_000n ? "compact" : "standard" });
  const label = dateFormat(locale, { timeZone: "UTC", ...BAR_LABELS[period] });
  const behind = values.filter(({ ahead }) => !ahead);
  return {
    bars: values.map(({ at, minor, before, ahead }): BarShape => ({ label: BAR_OF[period] === "hour" ? `${Number(at.slice(11, 13))} h` : label.format(new Date(`${at}Z`)), height: scaled(minor), before: scaled(before), text: text(minor), beforeText: text(before), ahead })),
    ticks: [top, top / 2n, 0n].map((minor) => ({ at: scaled(minor), text: round.format(toDecimal(money(minor, book.currency)) as Intl.StringNumericLiteral) })),
    // A little room is enough for what was taken back.
    below: Math.min(-scaled(lowest), 500),
    sofar: behind.reduce((sum, { minor }) => sum + minor, 0n),
    beforeSofar: behind.reduce((sum, { before }) => sum + before, 0n),
  };
}

const BAR_LABELS = { day: {}, week: { weekday: "short" }, month: { day: "numeric" }, year: { month: "short" } } as const satisfies Record<Period, Intl.DateTimeFormatOptions>;
