import "server-only";
import { transact } from "@/db/transact";
import { readCompany } from "@/lib/company/queries";
import { FORWARDING_QUEUE } from "@/lib/forwarding/operating/commands";
import { forgetImports } from "@/lib/imports/runs/commands";
import type { Courtesy } from "@/lib/jobs/courtesy";
import { startJobs } from "@/lib/jobs/jobs";
import type { JobEvent, QueueSettings } from "@/lib/jobs/types";
import { closeDays } from "@/lib/ledger/commands";
import { gatherStrays } from "@/lib/membership/commands";
import { letPass } from "@/lib/privacy/retention/commands";
import { db } from "../database";
import { environment } from "../env";
import { errorFields, log } from "../log";
import { now } from "../time";
import { closeDesk } from "./desk";
import { askForWeeklyLetters, EARNING_MAILS, noticeEarners, PAYOUTS, projectEarnings } from "./earnings";
import { AUDITS } from "./audits";
import { DOCUMENTS, startDueRefunds } from "./documents";
import { IMPORTS } from "./imports";
import { remindOfWallets, SALE_MAILS, URGENT_MAILS } from "./mails";
import { PAYMENTS } from "./payments";
import { FORWARDING, mayForward, noteForwardingCircuit, reconcileSales, sweepOrders } from "./sales";
import { running } from "./wake";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
/** How long an import's report can be read. */
const IMPORTS_KEPT_DAYS = 90;

/** Every topic of the outbox, by queue. A sign-in mail that is a quarter of an hour late is of no use to anybody. */
const QUEUES: readonly QueueSettings[] = [
  { name: "mail-urgent", ordered: false, concurrency: 4, patienceMs: 15 * MINUTE_MS, handlers: URGENT_MAILS },
  { name: "mail", ordered: false, concurrency: 4, handlers: { ...SALE_MAILS, ...EARNING_MAILS } },
  { name: "audits", ordered: false, concurrency: 1, handlers: AUDITS },
  { name: "documents", ordered: false, concurrency: 2, handlers: DOCUMENTS },
  { name: FORWARDING_QUEUE, ordered: true, concurrency: 32, handlers: FORWARDING, circuit: true, mayStart: mayForward },
  { name: "imports", ordered: true, concurrency: 1, patienceMs: 15 * MINUTE_MS, handlers: IMPORTS },
  { name: "payments", ordered: false, concurrency: 4, handlers: { ...PAYMENTS, ...PAYOUTS } },
];

/** What is done by the clock, in every process that works. Each may run in several processes at once. */
const BY_THE_CLOCK: readonly { readonly name: string; readonly everyMs: number; readonly run: () => Promise<unknown> }[] = [
  { name: "sweep", everyMs: MINUTE_MS, run: sweepOrders },
  { name: "withdrawals", everyMs: 10 * MINUTE_MS, run: startDueRefunds },
  { name: "reconcile", everyMs: 60 * MINUTE_MS, run: reconcileSales },
  { name: "remind", everyMs: 60 * MINUTE_MS, run: remindOfWallets },
  { name: "earnings", everyMs: 5 * SECOND_MS, run: projectEarnings },
  { name: "earners", everyMs: 60 * MINUTE_MS, run: noticeEarners },
  { name: "letters", everyMs: 10 * MINUTE_MS, run: askForWeeklyLetters },
  { name: "close-days", everyMs: 60 * MINUTE_MS, run: () => transact(db(), async (tx) => closeDays(tx, { timeZone: (await readCompany(tx)).timeZone, at: now() })) },
  { name: "gather-strays", everyMs: 60 * MINUTE_MS, run: () => gatherStrays(db(), now()) },
  { name: "retention", everyMs: 60 * MINUTE_MS, run: () => transact(db(), (tx) => letPass(tx, now())) },
  { name: "forget-imports", everyMs: 60 * MINUTE_MS, run: () => transact(db(), (tx) => forgetImports(tx, new Date(now().getTime() - IMPORTS_KEPT_DAYS * 24 * 60 * MINUTE_MS))) },
];

/**
 * Starts the jobs in this process; with `courtesy` they stand back while others need the machine. Answers how to stop them: nothing new
 * starts, what is under way ends.
 */
export async function startWorking({ courtesy }: { readonly courtesy?: Courtesy } = {}): Promise<() => Promise<void>> {
  const jobs = await startJobs({ databaseUrl: environment().databaseUrl, queues: QUEUES, courtesy, onEvent: logEvent });
  running().jobs = jobs;
  const clocks = BY_THE_CLOCK.map(everySoOften);
  return async () => {
    running().jobs = null;
    await Promise.all([...clocks.map((stop) => stop()), jobs.stop()]);
    await closeDesk();
  };
}

/** Runs now and again, never twice at once in this process; a failure is logged and waits for the next turn. */
function everySoOften({ name, everyMs, run }: (typeof BY_THE_CLOCK)[number]): () => Promise<void> {
  let underWay: Promise<void> | null = null;
  const turn = (): void => {
    underWay ??= run()
      .then(() => undefined, (error: unknown) => log(`clock.${name}`, errorFields(error), "error"))
      .finally(() => {
        underWay = null;
      });
  };
  const timer = setInterval(turn, everyMs);
  turn();
  return async () => {
    clearInterval(timer);
    await underWay;
  };
}

function logEvent(event: JobEvent): void {
  if (event.event === "trouble") {
    log("job.trouble", { where: event.where, ...errorFields(event.error) }, "error");
    return;
  }
  if (event.event === "circuit") {
    log("job.circuit", { queue: event.queue, broken: event.state !== null, why: event.state?.why }, event.state ? "error" : "warn");
    noteForwardingCircuit(event.state);
    return;
  }
  const { queue, message, outcome, tookMs } = event;
  const fields = { queue, topic: message.topic, id: message.id, attempt: message.attempt, result: outcome.result, tookMs: Math.round(tookMs) };
  // What a mail server says may name an address: it is kept with the job for an operator, not logged.
  log("job", fields, outcome.result === "dead" ? "error" : outcome.result === "retry" ? "warn" : "info");
}
