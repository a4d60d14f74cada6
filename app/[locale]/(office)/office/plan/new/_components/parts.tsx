import { INPUT_STYLE } from "@/components/ui/field";
import { PARTIES_OF_STAGE } from "@/lib/plan/rules";
import { type PlanProblem, type PlanReason, STAGES } from "@/lib/plan/types";
import type { PlanFormProps } from "./plan-form";

type Props = Pick<PlanFormProps, "stages" | "stageHints" | "parties" | "problems" | "texts" | "locale"> & {
  readonly fields: Readonly<Record<string, string>>;
  readonly found: readonly PlanProblem[];
  readonly set: (name: string, value: string) => void;
};

const percentOf = (text: string | undefined): number => Number((text ?? "").replace("%", "").replace(",", ".").trim() || "0");

/** The parts of each stage, with their sum beside the total rate as it is typed. */
export function Parts({ fields, found, set, stages, stageHints, parties, problems, texts, locale }: Props) {
  const percent = (value: number): string => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
  const total = percentOf(fields["total"]);
  return (
    <div className="space-y-6">
      <h2 className="font-display text-heading">{texts.parts}</h2>
      {STAGES.map((stage) => {
        const sum = PARTIES_OF_STAGE[stage].reduce((all, party) => all + percentOf(fields[`part:${stage}:${party}`]), 0);
        const gap = Math.round((total - sum) * 100) / 100;
        const says = Number.isNaN(gap) ? "" : gap === 0 ? texts.adds.replace("#", percent(sum)) : (gap > 0 ? texts.misses : texts.over).replace("#", percent(Math.abs(gap)));
        return (
          <fieldset key={stage} className="border-t border-line pt-4">
            <legend className="float-left w-full font-medium">{stages[stage]} <span className="font-normal text-muted">{stageHints[stage]}</span></legend>
            <div className="clear-both grid grid-cols-2 gap-3 pt-3 sm:grid-cols-4">
              {PARTIES_OF_STAGE[stage].map((party) => {
                const name = `part:${stage}:${party}`;
                const error = sentenceAt(found, `stages.${stage}.${party}`, problems);
                return (
                  <label key={party} className="block text-sm">
                    <span className="mb-1 block text-muted">{parties[party]}</span>
                    <input name={name} value={fields[name] ?? ""} onChange={(event) => { set(name, event.target.value); }} inputMode="decimal" maxLength={8} aria-invalid={error ? true : undefined} className={`${INPUT_STYLE} text-right`} />
                    {error && <span className="mt-1 block text-danger">{error}</span>}
                  </label>
                );
              })}
            </div>
            <p aria-live="polite" className={`mt-2 text-sm ${gap === 0 ? "text-accent" : "text-danger"}`}>{says}</p>
          </fieldset>
        );
      })}
    </div>
  );
}

/** The sentence for the first mistake at a path, `stages.viral.buyer`. */
export function sentenceAt(found: readonly PlanProblem[], path: string, sentences: Readonly<Record<PlanReason, string>>): string | undefined {
  const problem = found.find((one) => one.path.join(".") === path);
  return problem && sentences[problem.reason];
}
