import { existsSync } from "node:fs";
import path from "node:path";

/** `npm run bench -- NAME [--json]`: one measurement. Exits non-zero only when it could not measure. */
const name = process.argv[2] ?? "";
const file = path.join(import.meta.dirname, `${name}.ts`);
const BENCHES = ["ledger", "audit"];
if (!BENCHES.includes(name) || !existsSync(file)) {
  console.error(`Which bench? npm run bench -- ${BENCHES.filter((one) => existsSync(path.join(import.meta.dirname, `${one}.ts`))).join(" | ")} [--json]`);
  process.exit(2);
}
await import(file);
