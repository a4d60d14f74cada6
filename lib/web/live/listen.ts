import "server-only";
import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { LIVE_CHANNEL } from "@/lib/live/queries";

export type Ear = {
  /** Looks whether it still hears, and listens anew when it does not. Call it every few seconds. */
  readonly check: () => void;
  readonly stop: () => Promise<void>;
};

type Settings = {
  readonly url: string;
  readonly onNames: (names: readonly string[]) => void;
  /** Listening began, or began again: what was said meanwhile was not heard. */
  readonly onListening: () => void;
  readonly onTrouble: (where: string, error: unknown) => void;
};

/**
 * One connection that hears what other processes say. A killed one comes back by itself; one that is dead without knowing it,
 * or that found no server to come back to, is found out by a word to itself that it does not hear.
 */
export function listenLive({ url, onNames, onListening, onTrouble }: Settings): Ear {
  const self = `ear:${randomBytes(8).toString("hex")}`;
  let waiting = false;
  let stopped = false;
  const trouble = (where: string) => (error: unknown): void => {
    if (!stopped) onTrouble(where, error);
  };
  let client = connect();

  function connect(): postgres.Sql {
    const made = postgres(url, { max: 1, idle_timeout: 0, max_lifetime: 0, connect_timeout: 5, onnotice: () => undefined });
    made.listen(LIVE_CHANNEL, hear, onListening).catch(trouble("listen"));
    return made;
  }
  function hear(text: string): void {
    if (text === self) waiting = false;
    else if (!text.startsWith("ear:")) onNames(text.split(","));
  }
  return {
    check: () => {
      if (waiting) {
        void client.end({ timeout: 0 }).catch(() => undefined);
        client = connect();
      }
      waiting = true;
      // The same server, on the client's other connection: what it can't say, it does not hear either.
      client.notify(LIVE_CHANNEL, self).catch(trouble("speak"));
    },
    stop: () => {
      stopped = true;
      return client.end({ timeout: 1 });
    },
  };
}
