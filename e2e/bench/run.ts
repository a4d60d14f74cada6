/**
 * `npm run bench -- NAME [--json] [--write] [--rounds N]`: one measurement. `--write` keeps the figures in docs. Exits non-zero
 * only when it could not measure.
 */
const BENCHES: Readonly<Record<string, () => Promise<unknown>>> = {
  browser: () => import("./browser"),
  checkout: () => import("./checkout"),
  forwarding: () => import("./forwarding"),
  earnings: () => import("./earnings"),
  ledger: () => import("./ledger"),
  pages: () => import("./pages"),
  live: () => import("./live"),
  office: () => import("./office"),
};

const bench = BENCHES[process.argv[2] ?? ""];
if (bench === undefined) {
  console.error(`Which bench? npm run bench -- ${Object.keys(BENCHES).join(" | ")} [--json] [--write]`);
  process.exit(2);
}
await bench();

export {};
