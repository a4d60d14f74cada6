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
  to_browser_p50_ms: { atMost: 100 },
  to_browser_p99_ms: { atMost: 500 },
  lost: { atMost: 0 },
  wallet_large_vs_small: { atMost: 1.5 },
  doubled: { atMost: 0 },
  out_of_order: { atMost: 0 },
  to_send_p50_ms: { atMost: 100 },
  drain_per_s: { atLeast: 200 },
  shop_vs_static: { atLeast: 0.65 },
  product_vs_static: { atLeast: 0.65 },
  new_handle_vs_static: { atLeast: 0.5 },
  memory_growth_mb: { atMost: 150 },
  disk_growth_kb: { atMost: 0 },
  commit_p50_ms: { atMost: 20 },
  commit_p99_ms: { atMost: 150 },
  settle_per_s: { atLeast: 250 },
  view_p95_ms: { atMost: 200 },
  large_vs_small: { atMost: 2 },
  list_p95_ms: { atMost: 200 },
  search_p95_ms: { atMost: 200 },
};

/** Targets of every page that a browser is shown, by the end of the figure's name. The cart is not for search engines. */
const OF_PAGES: Readonly<Record<string, Target>> = {
  _performance: { atLeast: 95 },
  _accessibility: { atLeast: 100 },
  _best_practices: { atLeast: 100 },
  _seo: { atLeast: 100 },
  _js_kb: { atMost: 175 },
  _lcp_ms: { atMost: 1_800 },
  _cls: { atMost: 0.05 },
};

/** The target of a figure, or null. */
export function findTarget(figure: string): Target | null {
  const ofPages = Object.entries(OF_PAGES).find(([end]) => figure.endsWith(end) && figure !== "cart_seo");
  return TARGETS[figure] ?? ofPages?.[1] ?? null;
}

/** Whether a value is what the target wants. */
export function meets(value: number, target: Target): boolean {
  return "atLeast" in target ? value >= target.atLeast : value <= target.atMost;
}

/** `at least 0.5`. */
export function wordsOf(target: Target): string {
  return "atLeast" in target ? `at least ${target.atLeast}` : `at most ${target.atMost}`;
}
