import { existsSync } from "node:fs";
import { constants } from "node:os";
import path from "node:path";
import { Courtesy } from "@/lib/jobs/courtesy";
import { EnvironmentError, environment } from "../env";
import { startWorking } from "../jobs/start";
import { log } from "../log";
import { giveWay } from "./give-way";

/** `npm run worker`: the jobs without the server, for an installation whose servers run with `WORKER=apart`. Ends in order on SIGTERM. */
const file = path.join(path.resolve(import.meta.dirname, "../../.."), ".env");
if (existsSync(file)) process.loadEnvFile(file);
try {
  environment();
} catch (error) {
  if (!(error instanceof EnvironmentError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

// Whoever stands in the shop comes first, where both share a machine.
giveWay(constants.priority.PRIORITY_LOW);
const stop = await startWorking({ courtesy: new Courtesy() });
log("worker.started");
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    void stop().finally(() => process.exit(0));
  });
}
