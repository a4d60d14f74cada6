import { constants } from "node:os";
import { FORWARDING_QUEUE } from "@/lib/forwarding/operating/commands";
import { Courtesy } from "@/lib/jobs/courtesy";
import { startJobs } from "@/lib/jobs/jobs";
import { environment } from "@/lib/web/env";
import { giveWay } from "@/lib/web/commands/give-way";
import { FORWARDING, mayForward } from "@/lib/web/jobs/sales";

/** A worker process that does what the shop's does for the commission system, and nothing else: mails and documents are not measured here. */
giveWay(constants.priority.PRIORITY_LOW);
await startJobs({
  courtesy: new Courtesy(),
  databaseUrl: environment().databaseUrl,
  queues: [{ name: FORWARDING_QUEUE, ordered: true, concurrency: 32, handlers: FORWARDING, circuit: true, mayStart: mayForward }],
  onEvent: (event) => {
    if (event.event === "trouble") process.stderr.write(`${event.where}: ${event.error instanceof Error ? event.error.message : String(event.error)}\n`);
  },
});
process.stdout.write("ready\n");
