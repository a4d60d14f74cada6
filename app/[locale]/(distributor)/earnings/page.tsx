import type { Metadata } from "next";
import { LiveRefresh } from "@/components/live/live-refresh";
import { rootAt } from "@/lib/kernel/address";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { DeskFrame, NoDesk } from "../_components/desk-frame";
import { loadDesk } from "../load";
import { Breakdowns } from "./_components/breakdowns";
import { Chart } from "./_components/chart";
import { Goals } from "./_components/goals";
import { PeriodTiles } from "./_components/period-tiles";
import { Sharing } from "./_components/sharing";
import { WalletBand } from "./_components/wallet-band";
import { loadEarnings } from "./load";

/** One person's sums: the page waits for its request and is whole in its first answer, also without JavaScript. */
export const instant = false;

const root = rootAt(1);

type Props = {
  readonly params: Promise<{ readonly locale: string }>;
  readonly searchParams: Promise<{ readonly period?: string; readonly at?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "earnings")("title"), robots: { index: false } };
}

export default async function EarningsPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const desk = await loadDesk();
  if (desk.kind !== "distributor") return <NoDesk kind={desk.kind} locale={locale} root={root} here="earnings" />;
  const { period, at } = await searchParams;
  const view = await loadEarnings(desk, { locale, period, at });
  const t = words(locale, "earnings");
  return (
    <DeskFrame locale={locale} root={root} here="earnings" title={desk.who.firstName ? t("hello", { name: desk.who.firstName }) : t("title")}>
      <LiveRefresh stream={desk.live.stream} drawn={desk.live.drawn} />
      <PeriodTiles view={view} locale={locale} root={root} />
      <Chart view={view} locale={locale} root={root} />
      <Sharing view={view} locale={locale} root={root} />
      <WalletBand view={view} locale={locale} root={root} />
      <Goals view={view} locale={locale} root={root} />
      <Breakdowns view={view} locale={locale} root={root} />
    </DeskFrame>
  );
}
