import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const demoFile = z.object({ databaseUrl: z.string() });

/** Which database a command works on: `DATABASE_URL`, also from `.env`, else that of a demo that runs here. Null: none. */
export function findDatabaseUrl(): string | null {
  const own = path.join(ROOT, ".env");
  if (existsSync(own)) process.loadEnvFile(own);
  const named = process.env["DATABASE_URL"];
  if (named) return named;
  const demo = path.join(ROOT, ".cagnotte", "demo.json");
  return existsSync(demo) ? demoFile.parse(JSON.parse(readFileSync(demo, "utf8"))).databaseUrl : null;
}
