import type { Metadata } from "next";
import { hrefIn } from "@/components/shop/shop-link";
import { Button } from "@/components/ui/button";
import { wantsLetters } from "@/lib/earnings/letters/queries";
import { listGoals, readEarned } from "@/lib/earnings/queries";
import { net, shift, startOf, wallTime } from "@/lib/earnings/rules";
import { GOAL_PERIODS } from "@/lib/earnings/types";
import { rootAt } from "@/lib/kernel/address";
import { formatMoney, writeDecimal } from "@/lib/kernel/money";
import { db } from "@/lib/web/database";
import { lettersKey } from "@/lib/web/links";
import { localeOf } from "@/lib/web/place";
import { now } from "@/lib/web/time";
import { words } from "@/lib/web/words";
import { DeskFrame, NoDesk } from "../../_components/desk-frame";
import { loadDesk } from "../../load";
import { GoalsForm } from "./_components/goals-form";

export const instant = false;

const HERE = "earnings/goals";
const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "earnings")("goals.title"), robots: { index: false } };
}

export default async function GoalsPage({ params }: Props) {
  const locale = await localeOf(params);
  const desk = await loadDesk();
  if (desk.kind !== "distributor") return <NoDesk kind={desk.kind} locale={locale} root={root} here={HERE} />;
  const t = words(locale, "earnings");
  const [goals, letters] = await Promise.all([listGoals(db(), desk.book), wantsLetters(db(), desk.who.id)]);
  const wall = wallTime(now(), desk.book.timeZone);
  const far = Object.fromEntries(await Promise.all(GOAL_PERIODS.map(async (period) => {
    const start = startOf(period, wall);
    const [sofar, before] = await Promise.all([start, shift(period, start, -1)].map((at) => readEarned(db(), desk.book, { period, start: at })));
    const show = (earned: typeof sofar): string => (earned ? formatMoney(net(earned), locale) : "");
    return [period, t(`goals.far.${period}`, { sofar: show(sofar), before: show(before) })] as const;
  })));
  const of = (period: "week" | "month" | "year"): string => {
    const goal = goals.find((one) => one.period === period);
    return goal ? writeDecimal(goal.amount, locale) : "";
  };
  const texts = {
    week: t("goals.week"), month: t("goals.month"), year: t("goals.year"), hint: t("goals.hint", { currency: desk.book.currency }),
    save: t("goals.save"), saving: t("goals.saving"), saved: t("goals.saved"), wrong: t("goals.wrong"), signedOut: t("goals.signedOut"),
  };
  return (
    <DeskFrame locale={locale} root={root} here={HERE} title={t("goals.title")} lead={t("goals.lead")}>
      <GoalsForm texts={texts} far={far} given={{ week: of("week"), month: of("month"), year: of("year") }} />
      <section aria-labelledby="letter" className="mt-12 max-w-md border-t border-line pt-8">
        <h2 id="letter" className="font-display text-heading">{t("letters.title")}</h2>
        <p className="mt-1 text-muted">{t(letters ? "letters.on" : "letters.offNow")}</p>
        <form method="post" action={hrefIn(root, `earnings/letters/stop?of=${desk.who.id}&key=${lettersKey(desk.who.id)}`)} className="mt-4">
          <input type="hidden" name="page" value="1" />
          <input type="hidden" name="wanted" value={letters ? "no" : "yes"} />
          <Button kind="quiet">{t(letters ? "letters.stop" : "letters.start")}</Button>
        </form>
      </section>
    </DeskFrame>
  );
}
