import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { migrateDatabase } from "../../../db/migrate";
import { startPostgres } from "../postgres";
import { closeAtEnd } from "./closing";
import { Sentence } from "./sentence";
import { ROOT } from "./sources";

export type DatabaseSettings = { readonly dataDir: string; readonly port: number; readonly fleeting: boolean; readonly outsideUrl?: string };

/** @see decision 0006 */
const OLDEST = 180_000;

/** The run's database, brought up to the newest schema: the embedded server's, else the one at `outsideUrl`. */
export async function openDatabase({ dataDir, port, fleeting, outsideUrl }: DatabaseSettings): Promise<string> {
  const url = outsideUrl ?? (await startEmbedded({ dataDir, port, fleeting }));
  await assertReachable(url);
  await migrateDatabase(url);
  return url;
}

/** Makes an empty database beside another one on the same server, and answers with its address. */
export async function makeDatabaseBeside(url: string, name: string): Promise<string> {
  const other = new URL(url);
  other.pathname = `/${name}`;
  await withServer(url, async (sql) => {
    await sql`drop database if exists ${sql(name)} with (force)`;
    await sql`create database ${sql(name)}`;
  });
  await migrateDatabase(other.href);
  return other.href;
}

/** Drops a database that `makeDatabaseBeside` made. */
export async function dropDatabaseBeside(url: string, name: string): Promise<void> {
  await withServer(url, (sql) => sql`drop database if exists ${sql(name)} with (force)`);
}

async function startEmbedded({ dataDir, port, fleeting }: Omit<DatabaseSettings, "outsideUrl">): Promise<string> {
  assertOthersMayEnter(ROOT);
  assertOthersMayEnter(path.dirname(dataDir));
  const server = await startPostgres({ dataDir: path.join(dataDir, "postgres"), port, fleeting });
  closeAtEnd(server.close);
  return server.url;
}

/** As root, the server runs as a user of its own, who has to walk to the program and to the data. */
function assertOthersMayEnter(folder: string): void {
  if (process.getuid?.() !== 0) return;
  for (let here = path.resolve(folder); here !== path.dirname(here); here = path.dirname(here)) {
    accessSync(here, constants.R_OK);
    if ((statSync(here).mode & 0o001) === 0) {
      throw new Sentence(`PostgreSQL does not run as root, and other users may not enter ${here}: run this as another user, or from a folder that everybody may enter, such as /srv.`);
    }
  }
}

async function assertReachable(url: string): Promise<void> {
  try {
    await withServer(url, async (sql) => {
      const [row] = await sql<{ version: string }[]>`select current_setting('server_version_num') as version`;
      if (Number(row?.version) < OLDEST) throw new Sentence("The database at DATABASE_URL is older than PostgreSQL 18.");
    });
  } catch (error) {
    if (error instanceof Sentence) throw error;
    const { host, pathname } = new URL(url);
    throw new Sentence(`The database at ${host}${pathname} does not answer: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function withServer(url: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => undefined });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
