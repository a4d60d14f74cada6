import { existsSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./sources";

/** Where the demo keeps everything between its runs. */
export const DATA_DIR = path.join(ROOT, ".cagnotte");

type Seed = { readonly seedDemo: (databaseUrl: string) => Promise<unknown> };

/** Fills a database with the demo's company, once. */
export async function seedDemoData(databaseUrl: string): Promise<void> {
  const file = path.join(ROOT, "lib/sandbox/demo/seed.ts");
  if (!existsSync(file)) return;
  const { seedDemo } = (await import(file)) as Seed;
  await seedDemo(databaseUrl);
}
