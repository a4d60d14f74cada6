import "server-only";
import { EnvironmentError, environment } from "./env";
import { startWorking } from "./jobs/start";
import { errorFields, log } from "./log";

/** Begins the life of this process: checks the environment, starts the jobs if they run inside, and ends them on SIGTERM. */
export async function begin(): Promise<void> {
  try {
    environment();
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    process.stderr.write(`The shop does not start:\n${error.message}\n`);
    process.exit(1);
  }
  if (environment().worker === "apart") return;
  const stop = await startWorking();
  const end = (): void => {
    stop().catch((error: unknown) => log("stop", errorFields(error), "error"));
  };
  // The server itself closes its connections and exits; what is under way here and outlasts it starts again elsewhere.
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
}
