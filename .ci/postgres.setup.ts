import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "../db/migrate";
import { startPostgres } from "../lib/sandbox/postgres";

/** One real PostgreSQL for the whole run, and a migrated template that every test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(path.join(tmpdir(), "cagnotte-test-"));
  const server = await startPostgres({ dataDir: path.join(dir, "postgres"), fleeting: true });
  await migrateDatabase(server.url);
  project.provide("templateUrl", server.url);
  return async () => {
    await server.close();
    await rm(dir, { recursive: true, force: true });
  };
}
