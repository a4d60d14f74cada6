import { ActionForm } from "@/components/office/action-form";
import type { Standing } from "@/components/shop/shop-link";
import { Badge } from "@/components/ui/badge";
import type { Locale } from "@/lib/kernel/locale";
import { environment } from "@/lib/web/env";
import { words } from "@/lib/web/words";
import { ListEnd } from "../../../../_components/list-end";
import { settingsTexts } from "../../_components/form-texts";
import { volumesAction } from "../actions";
import type { SettingsView } from "../load";
import { systemsOf } from "./systems";
import { TestSale } from "./test-sale";

/** The systems that the shop speaks to, with a sale to try the commission system. */
export function SystemsPart({ view: { company }, locale, root }: Standing & { readonly view: SettingsView; readonly locale: Locale }) {
  const t = words(locale, "officeSettings");
  const { adapter } = environment().commission;
  return (
    <div className="space-y-8">
      <ul className="space-y-4">
        {systemsOf(locale).map(([name, facts], n) => (
          <li key={name} className="rounded-card border border-line bg-raised p-5">
            <h2 className="flex flex-wrap items-center gap-3 font-display text-xl">{name}{n === 0 && <Badge tone="accent">{adapter}</Badge>}</h2>
            <dl className="mt-3 grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[12rem_1fr]">
              {facts.map(([fact, value]) => <div key={fact} className="contents"><dt className="text-muted">{fact}</dt><dd className="break-all">{value}</dd></div>)}
            </dl>
            {n === 0 && (
              <div className="mt-6 border-t border-line pt-5">
                <ActionForm action={volumesAction} texts={settingsTexts(locale)} kind="quiet" groups={[{ title: t("volumes.title"), lead: t("volumes.lead"), asks: [
                  { name: "factor", label: t("volumes.factor"), hint: t("volumes.factorHint"), value: (company.volumeFactorBps / 100).toLocaleString(locale, { useGrouping: false }), kind: "decimal", required: true, wrong: t("volumes.wrong") },
                ] }]} />
              </div>
            )}
            {n === 0 && <TestSale texts={{ lead: t("systems.testLead"), send: t("systems.testSend"), sending: t("saving"), sent: t.raw("systems.testSent") as string, notReturned: t("systems.testNotReturned"), refused: t("systems.testRefused"), unreachable: t("systems.testUnreachable"), no_product: t("systems.testNoProduct"), not_allowed: t("refusals.not_allowed"), invalid_input: t("refusals.failed") }} />}
          </li>
        ))}
      </ul>
      <ListEnd root={root} locale={locale} file="systems" />
      <p className="max-w-prose text-sm text-muted">{t("systems.secrets")}</p>
    </div>
  );
}
