import type { Metadata } from "next";
import { ShopLink } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { wantsLetters } from "@/lib/earnings/letters/queries";
import { listGoals } from "@/lib/earnings/queries";
import { rootAt } from "@/lib/kernel/address";
import { toDecimal } from "@/lib/kernel/money";
import { db } from "@/lib/web/database";
import { lettersKey } from "@/lib/web/links";
import { localeOf } from "@/lib/web/place";
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
  const of = (period: "week" | "month" | "year"): string => {
    const goal = goals.find((one) => one.period === period);
    const text = goal ? toDecimal(goal.amount) : "";
    return locale === "fr" ? text.replace(".", ",") : text;
  };
  const texts = {
    week: t("goals.week"), month: t("goals.month"), year: t("goals.year"), hint: t("goals.hint", { currency: desk.book.currency }),
    save: t("goals.save"), saving: t("goals.saving"), saved: t("goals.saved"), wrong: t("goals.wrong"), signedOut: t("goals.signedOut"),
  };
  return (
    <DeskFrame locale={locale} root={root} here={HERE} title={t("goals.title")} lead={t("goals.lead")}>
      <GoalsForm texts={texts} given={{ week: of("week"), month: of("month"), year: of("year") }} />
      <section aria-labelledby="letter" className="mt-12 max-w-md border-t border-line pt-8">
        <h2 id="letter" className="font-display text-heading">{t("letters.title")}</h2>
        <p className="mt-1 text-muted">{t(letters ? "letters.on" : "letters.offNow")}</p>
        <ShopLink root={root} to={`earnings/letters?of=${desk.who.id}&key=${lettersKey(desk.who.id)}`} className={buttonStyle("quiet", "mt-4")}>{t(letters ? "letters.stop" : "letters.start")}</ShopLink>
      </section>
    </DeskFrame>
  );
}
