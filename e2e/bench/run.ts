/**
 * `npm run bench -- NAME [--json] [--write]`: one measurement. `--write` keeps the figures in docs. Exits non-zero only when
 * it could not measure.
 */
const BENCHES: Readonly<Record<string, () => Promise<unknown>>> = {
  ledger: () => import("./ledger"),
};

const bench = BENCHES[process.argv[2] ?? ""];
if (bench === undefined) {
  console.error(`Which bench? npm run bench -- ${Object.keys(BENCHES).join(" | ")} [--json] [--write]`);
  process.exit(2);
}
await bench();

export {};
