import type { Metadata } from "next";
import { ShopLink } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { currencyName } from "@/lib/kernel/money";
import { pageMetadata } from "@/lib/web/metadata";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ShopFrame } from "../_components/shop-frame";
import { companyPicture } from "../load";
import { Calculator } from "./_components/calculator";
import { loadPlan, type ShownPlan } from "./load";

/** Prerendered, the same for every shop. DESIGN §7 */
export const ensureStatic = "navigation";

const root = rootAt(1);

type Props = { readonly params: Promise<{ readonly locale: string }> };
type Part = { readonly locale: Locale; readonly plan: ShownPlan };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await localeOf(params);
  const t = words(locale, "how");
  const { company } = await loadPlan(locale);
  return pageMetadata({ locale, path: "/how-it-works", title: `${t("title")} · ${company}`, description: t("lead", { company }), picture: await companyPicture(locale) });
}

/** The plan in force, with its numbers, a calculator, and what it does not promise. DESIGN §2, §9 */
export default async function HowItWorksPage({ params }: Props) {
  const locale = await localeOf(params);
  const t = words(locale, "how");
  const plan = await loadPlan(locale);
  const { company } = plan;
  const step = (title: string, text: string) => <li className="rounded-card bg-sand p-6"><h2 className="text-xl">{title}</h2><p className="mt-2">{text}</p></li>;
  return (
    <ShopFrame locale={locale} root={root} here="how-it-works">
      <div className="mx-auto max-w-4xl px-4 py-12 sm:px-6 sm:py-16">
        <h1 className="text-display">{t("title")}</h1>
        <p className="mt-4 max-w-2xl text-lg text-muted">{t("lead", { company })}</p>
        <ol className="mt-10 grid gap-4 sm:grid-cols-3">
          {step(t("steps.buyTitle"), t("steps.buy", { rate: percent(plan.stages[0]?.parts[0] ?? 0, locale) }))}
          {step(t("steps.shareTitle"), t("steps.share"))}
          {step(t("steps.distributorTitle"), t("steps.distributor", { company }))}
        </ol>
        <Who locale={locale} plan={plan} />
        <section className="mt-14" aria-labelledby="calculator">
          <h2 id="calculator" className="text-heading">{t("calculator")}</h2>
          <Calculator locale={locale} currency={plan.currency} totalRateBps={plan.totalRateBps} stages={plan.stages} texts={{
            amount: t("amount", { currency: currencyName(plan.currency, locale) }), arrives: t("arrives"), result: t("result"), notAnAmount: t("notAnAmount"),
            parties: [t("columns.buyer"), t("columns.sharer"), t("columns.distributor")],
            stages: { direct: t("stages.direct"), viral: t("stages.viral"), organic: t("stages.organic"), self: t("stages.self") },
          }} />
        </section>
        <section className="mt-14 rounded-card border border-line p-6 sm:p-8">
          <h2 className="text-heading">{t("honest")}</h2>
          <p className="mt-4">{t("noIncome")}</p>
          <p className="mt-3">{t("noRecruiting")}</p>
          <p className="mt-3">{t("wallet")}</p>
        </section>
        <p className="mt-8 text-sm text-muted">{t("version", { date: plan.since, version: plan.version })}</p>
        <ShopLink root={root} to="" className={buttonStyle("primary", "mt-8")}>{t("shop")}</ShopLink>
      </div>
    </ShopFrame>
  );
}

function percent(bps: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 }).format(bps / 10_000);
}

function Who({ locale, plan }: Part) {
  const t = words(locale, "how");
  const cell = (rate: number) => (rate === 0 ? <span className="text-muted">{t("nothing")}</span> : percent(rate, locale));
  return (
    <div className="mt-14">
      <h2 id="who" className="text-heading">{t("who")}</h2>
      <div className="mt-5 overflow-x-auto" tabIndex={0} role="group" aria-labelledby="who">
        <table className="w-full text-left text-sm sm:text-base">
          <thead>
            <tr className="border-b border-line align-bottom text-[0.8125rem] text-muted sm:text-sm">
              {[t("columns.how"), t("columns.buyer"), t("columns.sharer"), t("columns.distributor")].map((title) => <th key={title} scope="col" className="py-3 pr-2 font-medium sm:pr-4">{title}</th>)}
            </tr>
          </thead>
          <tbody>
            {plan.stages.map(({ stage, parts: [buyer = 0, sharer = 0, distributor = 0] }) => (
              <tr key={stage} className="border-b border-line">
                <th scope="row" className="py-3 pr-2 font-medium sm:pr-4">{t(`stages.${stage}`)}</th>
                <td className="py-3 pr-2 whitespace-nowrap tabular-nums sm:pr-4">{cell(stage === "self" ? buyer + distributor : buyer)}</td>
                <td className="py-3 pr-2 whitespace-nowrap tabular-nums sm:pr-4">{cell(sharer)}</td>
                <td className="py-3 whitespace-nowrap tabular-nums">{cell(stage === "self" ? 0 : distributor)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="mt-4 text-sm text-muted">{t(`base.${plan.base}`)} {plan.earnOnCredit ? t("credit.yes") : t("credit.no")} {t("other")}</p>
    </div>
  );
}
