import { OUTBOX_CHANNEL, WORK } from "./notify";
import type { Courtesy } from "./courtesy";
import { connectJobs, startBoss } from "./boss";
import { relayOutbox } from "./relay";
import { readQueue, readDead } from "./inspect";
import { settler } from "./settle";
import type { DeadMessage, JobEvent, QueueSettings, QueueState } from "./types";
import { QueueWorker } from "./worker";

export type JobsSettings = {
  readonly databaseUrl: string;
  /** Every topic that this process works, by queue. A topic named nowhere stays in the outbox until a process names it. */
  readonly queues: readonly QueueSettings[];
  /** The backstop behind wake-ups, milliseconds. 1 s when left out. */
  readonly pollMs?: number;
  /** Has this process stand back while others need the machine. */
  readonly courtesy?: Courtesy | undefined;
  readonly onEvent?: (event: JobEvent) => void;
};

export type Jobs = {
  /** Relays the outbox now. Call it after a commit in the same process; other processes hear of it by `notifyOutbox`. */
  wake(): void;
  /** Starts nothing new, lets what is under way end, and lets go of the database. */
  stop(): Promise<void>;
  state(queue: string): Promise<QueueState>;
  /** Oldest first, at most 200. */
  listDead(queue: string): Promise<readonly DeadMessage[]>;
  /** Tries a dead message again, with all its patience. False when it is not dead. */
  revive(queue: string, id: string): Promise<boolean>;
  /** Takes a dead message out of the way of later ones; the caller records who and why. False when it is not dead. */
  bury(queue: string, id: string): Promise<boolean>;
};

/**
 * Carries the outbox to the world: a relay hands its rows to pg-boss, workers call the handlers. Any number of
 * processes may do this at once. Delivers every message at least once, in an ordered queue one of a key at a time.
 * @see DESIGN §6
 */
export async function startJobs({ databaseUrl, queues, pollMs = 1_000, courtesy, onEvent = () => undefined }: JobsSettings): Promise<Jobs> {
  const boss = await startBoss(databaseUrl, queues, (error) => onEvent({ event: "trouble", where: "pg-boss", error }));
  const sql = connectJobs(databaseUrl, 6);
  const settle = settler(sql, boss);
  const workers = queues.map((queue) => new QueueWorker(queue, { sql, boss, settle, courtesy, onEvent }));
  const wakeWorkers = (): void => {
    for (const worker of workers) worker.wake();
  };
  const relay = startRelay({
    courtesy,
    run: async () => {
      if ((await relayOutbox(sql, boss, queues)) > 0) wakeWorkers();
    },
    onFailure: (error) => onEvent({ event: "trouble", where: "relay", error }),
  });

  const hear = (): void => {
    courtesy?.heard();
    relay.wake();
  };
  const listening = await sql.listen(OUTBOX_CHANNEL, (said) => (said === WORK ? wakeWorkers() : hear()), relay.wake);
  const poll = setInterval(relay.wake, pollMs);
  for (const worker of workers) worker.start(pollMs);
  relay.wake();

  return {
    wake: hear,
    stop: async () => {
      const relayed = relay.stop();
      clearInterval(poll);
      // At once: what ends during the last round must not make room for something new.
      const ended = workers.map((worker) => worker.stop());
      await relayed;
      await Promise.all(ended);
      await listening.unlisten();
      await boss.stop({ graceful: true, timeout: 5_000 });
      await sql.end({ timeout: 5 });
    },
    state: (queue) => readQueue(sql, queue),
    listDead: (queue) => readDead(sql, queue),
    revive: async (queue, id) => {
      const revived = await settle.revive(queue, id);
      wakeWorkers();
      return revived;
    },
    bury: async (queue, id) => {
      const buried = await settle.bury(queue, id);
      wakeWorkers();
      return buried;
    },
  };
}

type Relaying = { readonly courtesy: Courtesy | undefined; readonly run: () => Promise<void>; readonly onFailure: (error: unknown) => void };

/** Runs when it is woken, one round at a time. Stopping waits for the round that is under way. */
function startRelay({ courtesy, run, onFailure }: Relaying): { readonly wake: () => void; readonly stop: () => Promise<void> } {
  let stopping = false;
  let again = false;
  let round: Promise<void> | null = null;
  const rounds = async (): Promise<void> => {
    try {
      // A wake-up during a round may come from a commit that the round did not see.
      while (again && !stopping) {
        await courtesy?.standBack();
        again = false;
        await run();
      }
    } catch (error) {
      onFailure(error);
    } finally {
      round = null;
    }
  };
  return {
    wake: () => {
      again = true;
      if (!stopping) round ??= rounds();
    },
    stop: async () => {
      stopping = true;
      await round;
    },
  };
}
