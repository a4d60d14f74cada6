/** What a figure is to be: at least, or at most. */
export type Target = { readonly atLeast: number } | { readonly atMost: number };

/** The figures that have a target, by name. A missed one is printed, and fails nothing. */
const TARGETS: Readonly<Record<string, Target>> = {
  sale_vs_tpcb: { atLeast: 0.5 },
  sale_alone_ms: { atMost: 2 },
  hot_vs_tpcb1: { atLeast: 0.8 },
  set_vs_tpcb: { atLeast: 1.5 },
  large_vs_small_rate: { atLeast: 0.8 },
  large_vs_small_statement: { atMost: 1.5 },
  audit_seconds_per_million: { atMost: 60 },
};

/** The target of a figure, or null. */
export function findTarget(figure: string): Target | null {
  return TARGETS[figure] ?? null;
}

/** Whether a value is what the target wants. */
export function meets(value: number, target: Target): boolean {
  return "atLeast" in target ? value >= target.atLeast : value <= target.atMost;
}

/** `at least 0.5`. */
export function wordsOf(target: Target): string {
  return "atLeast" in target ? `at least ${target.atLeast}` : `at most ${target.atMost}`;
}
