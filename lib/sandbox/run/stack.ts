import { existsSync, mkdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { EVENT_TYPES } from "../../gateway/stripe/events";
import { startCommissionSimulator } from "../commission/server";
import { startGeocoder } from "../geocoder/server";
import { startMailCatcher } from "../mail/catcher";
import { startStripeSandbox } from "../stripe/server";
import { startApp, startWorker } from "./app";
import { build, isBuilt } from "./build";
import type { Child } from "./children";
import { closeAtEnd } from "./closing";
import { dropDatabaseBeside, makeDatabaseBeside, openDatabase } from "./database";
import type { Ports } from "./ports";
import { type Addresses, addressesOn, appEnvironment, DEMO_SECRETS, type Outside } from "./settings";

export type StackSettings = {
  /** Holds everything that is kept between runs. */
  readonly dataDir: string;
  readonly ports: Ports;
  /** `dev` reloads; `none` starts the parts without the shop. */
  readonly app: "start" | "dev" | "none";
  /** Has the jobs done by a process of their own, as a busy installation does. Left out: by the shop. */
  readonly worker?: "apart";
  /** For tests and benches: takes a build that names another address to robots, too. */
  readonly anyBuild?: true;
  /** For tests: fast and forgetful; the data folder is removed at the end. */
  readonly fleeting: boolean;
  readonly outside: Outside;
  /** Fills a database that may be full already. */
  readonly seed: (databaseUrl: string) => Promise<void>;
  /** What is filled in when a build is made. Left out: the run's own database, as `seed` left it. */
  readonly seedForBuild?: (databaseUrl: string) => Promise<void>;
  /** Takes one sentence for each step that takes long. */
  readonly say: (sentence: string) => void;
};

export type Stack = {
  readonly addresses: Addresses;
  /** The shop's environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Null when the shop was not started. */
  readonly shop: Child | null;
};

const BUILD_DATABASE = "cagnotte_build";

/**
 * Starts the parts and the shop on 127.0.0.1, in this order: database, payment sandbox, commission simulator, mail
 * catcher, shop. Everything is closed by `closeAll`, also when a later part fails to start.
 */
export async function startStack(settings: StackSettings): Promise<Stack> {
  const { dataDir, ports, fleeting, outside, say } = settings;
  mkdirSync(dataDir, { recursive: true });
  if (fleeting) closeAtEnd(() => rm(dataDir, { recursive: true, force: true }));
  say("Starting PostgreSQL, the payment sandbox, the commission simulator and the mail inbox ...");
  const isNew = !outside.databaseUrl && !existsSync(path.join(dataDir, "postgres", "PG_VERSION"));
  const databaseUrl = await openDatabase({ dataDir, port: ports.postgres, fleeting, ...(outside.databaseUrl ? { outsideUrl: outside.databaseUrl } : {}) });
  if (isNew) say("Filling the new database ...");
  await settings.seed(databaseUrl);
  const addresses = addressesOn(ports, databaseUrl);
  const vendors = await startVendors(settings, addresses);
  const env = { ...appEnvironment({ ...addresses, ...vendors }, outside), ...(settings.worker ? { WORKER: settings.worker } : {}) };
  if (settings.app === "start" && !isBuilt(settings.anyBuild ? null : addresses.appUrl)) {
    say("Building the shop for production; this takes a minute, and only after a change of its sources or its address ...");
    await buildOn(settings, env);
  }
  if (settings.app === "none") return { addresses, env, shop: null };
  say("Starting the shop ...");
  const logFile = path.join(dataDir, "shop.log");
  const shop = await startApp({ mode: settings.app, port: ports.app, env, ...(settings.app === "start" ? { logFile } : {}) });
  if (settings.worker) startWorker(env, path.join(dataDir, "worker.log"));
  return { addresses, env, shop };
}

/** Starts the stand-ins for other companies' systems. Answers with the addresses that only the shop needs. */
async function startVendors({ dataDir, ports, fleeting, outside }: StackSettings, { appUrl }: Addresses): Promise<{ readonly smtpUrl: string; readonly geocoderUrl: string }> {
  const journal = (name: string) => (fleeting ? {} : { journal: path.join(dataDir, name) });
  if (!outside.stripeSecretKey) {
    const stripe = await startStripeSandbox({
      port: ports.stripe,
      webhookUrl: `${appUrl}/api/webhooks/stripe`,
      webhookSecret: DEMO_SECRETS.STRIPE_WEBHOOK_SECRET,
      webhookEvents: EVENT_TYPES,
      secretKey: DEMO_SECRETS.STRIPE_SECRET_KEY,
      ...journal("stripe.jsonl"),
    });
    closeAtEnd(() => stripe.close());
  }
  const commission = await startCommissionSimulator({ port: ports.commission, secret: DEMO_SECRETS.COMMISSION_SECRET, ...journal("commission.jsonl") });
  closeAtEnd(() => commission.close());
  const mail = await startMailCatcher({ smtpPort: ports.smtp, webPort: ports.mail, dir: path.join(dataDir, "mail") });
  closeAtEnd(() => mail.close());
  const geocoder = await startGeocoder({ port: 0 });
  closeAtEnd(() => geocoder.close());
  return { smtpUrl: mail.smtpUrl, geocoderUrl: geocoder.url };
}

async function buildOn({ seedForBuild }: StackSettings, env: Stack["env"]): Promise<void> {
  const own = env["DATABASE_URL"] ?? "";
  if (!seedForBuild) return build({ env, show: false, keep: true });
  const beside = await makeDatabaseBeside(own, BUILD_DATABASE);
  await seedForBuild(beside);
  await build({ env: { ...env, DATABASE_URL: beside }, show: false, keep: true });
  await dropDatabaseBeside(own, BUILD_DATABASE);
}
