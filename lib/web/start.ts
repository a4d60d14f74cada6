import "server-only";
import { EnvironmentError, environment } from "./env";
import { startWorking } from "./jobs/start";
import { stopLive } from "./live/live";
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
  const stop = environment().worker === "apart" ? () => Promise.resolve() : await startWorking();
  const end = (): void => {
    // A server waits for its open answers before it exits, and streams never end by themselves.
    Promise.all([stopLive(), stop()]).catch((error: unknown) => log("stop", errorFields(error), "error"));
  };
  // The server itself closes its connections and exits; what is under way here and outlasts it starts again elsewhere.
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
}
