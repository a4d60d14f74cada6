import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { connect, connectHot, type Db, type Hot } from "../client";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the migrated template database that `.ci/postgres.setup.ts` made. */
    templateUrl: string;
  }
}

export type TestDatabase = { readonly url: string; readonly db: Db; readonly hot: Hot; readonly close: () => Promise<void> };

/** A database of its own for one test file, copied from the migrated template on the real server. */
export async function freshDatabase(): Promise<TestDatabase> {
  const template = new URL(inject("templateUrl"));
  const name = `t_${randomBytes(6).toString("hex")}`;
  const admin = new URL(template);
  admin.pathname = "/postgres";
  await asAdmin(admin.href, (sql) => sql.unsafe(`create database ${name} template ${template.pathname.slice(1)}`));

  const url = new URL(template);
  url.pathname = `/${name}`;
  const db = connect(url.href, { connectionsMax: 20 });
  const hot = connectHot(url.href, { connectionsMax: 20 });
  return {
    url: url.href,
    db,
    hot,
    close: async () => {
      await Promise.all([db.$client.end({ timeout: 5 }), hot.end({ timeout: 5 })]);
      await asAdmin(admin.href, (sql) => sql.unsafe(`drop database ${name} with (force)`));
    },
  };
}

/** Answers as soon as somebody waits for a lock in the database. */
export async function somebodyWaits({ hot }: TestDatabase): Promise<void> {
  for (;;) {
    const waiting = await hot`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    if (waiting.length > 0) return;
  }
}

async function asAdmin(url: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}
