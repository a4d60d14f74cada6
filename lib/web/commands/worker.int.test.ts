import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, aPlacedOrder, aVariant, NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import { type Desk, openDesk } from "@/lib/jobs/desk";
import { money } from "@/lib/kernel/money";
import { settle } from "@/lib/order/commands";
import { publishPlan } from "@/lib/plan/commands";
import { DEFAULT_PLAN, definitionOf } from "@/lib/plan/rules";
import { type Simulator, startCommissionSimulator } from "@/lib/sandbox/commission/server";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const eventually = { timeout: 60_000, interval: 50 };

let test: TestDatabase;
let simulator: Simulator;
let desk: Desk;
let worker: ChildProcess | null = null;
beforeAll(async () => {
  [test, simulator] = await Promise.all([freshDatabase(), startCommissionSimulator({ port: 0, secret: SECRET })]);
  await transact(test.db, (tx) => publishPlan(tx, { definition: definitionOf(DEFAULT_PLAN), startsAt: new Date(0), by: null, at: new Date(0) }));
  desk = await openDesk(test.url);
});
afterAll(async () => {
  worker?.kill("SIGKILL");
  await desk.close();
  await simulator.close();
  await test.close();
});

it("works apart from the server, and told to stop it ends what is under way and leaves in order", async () => {
  await fetch(`${simulator.url}/_sandbox/settings`, { method: "PUT", body: JSON.stringify({ slowMs: 1_500 }) });
  const order = await aPlacedOrder(test.db, { buyer: await aMember(test.db), variant: await aVariant(test.db) });
  await settle(test.hot, [{ order, payment: "pi_1", amount: money(10_000n, "EUR"), paidAt: NOON }]);
  const environment = {
    DATABASE_URL: test.url, APP_URL: "http://shop.test", AUTH_SECRET: "a".repeat(40), LINK_SECRET: "b".repeat(40), STRIPE_SECRET_KEY: "sk_test_1", STRIPE_WEBHOOK_SECRET: "whsec_1",
    COMMISSION_API_BASE: simulator.url, COMMISSION_SECRET: SECRET, SMTP_URL: "smtp://127.0.0.1:1", MAIL_FROM: "shop@shop.test", WORKER: "apart",
  };
  // As `npm run worker` starts it.
  worker = spawn(process.execPath, ["--import", "./lib/web/commands/outside-the-server.mjs", "--import", "tsx", "lib/web/commands/worker.ts"], { cwd: ROOT, env: { ...process.env, ...environment }, stdio: ["ignore", "ignore", "inherit"] });
  const ended = once(worker, "exit");
  await expect.poll(async () => (await desk.state("forwarding")).active, eventually).toBe(1);
  worker.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
  const { received } = (await (await fetch(`${simulator.url}/_sandbox/received`)).json()) as { received: unknown[] };
  expect(received).toHaveLength(1);
  expect(await desk.state("forwarding")).toMatchObject({ active: 0, dead: 0 });
}, 120_000);
