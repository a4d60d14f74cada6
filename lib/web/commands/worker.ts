import { existsSync } from "node:fs";
import path from "node:path";
import { EnvironmentError, environment } from "../env";
import { startWorking } from "../jobs/start";
import { log } from "../log";

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

const stop = await startWorking();
log("worker.started");
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    void stop().finally(() => process.exit(0));
  });
}
