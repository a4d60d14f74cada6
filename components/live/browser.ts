import { connect, type Connection, SILENCE_MS } from "./connection";
import type { StreamEvent } from "./events";

/** What one tab tells the others. */
type Word = { readonly kind: "event"; readonly event: StreamEvent } | { readonly kind: "hello" };

/** How soon a tab that leads answers one that asks. */
const ANSWER_MS = 1_500;
/** Three beats: after that a tab that comes to the front is not sure any more. */
const UNSURE_MS = 20_000;

/**
 * One stream per browser: of all tabs that follow the same address, the one that holds the lock has the connection, and tells the others.
 * It ends with its tab, and the next one takes over. A tab that sleeps with the lock in its hand loses it to one that is awake.
 * Answers how to stop following.
 */
export function follow(url: string, take: (event: StreamEvent) => void): () => void {
  const name = `cagnotte-live:${url}`;
  const channel = new BroadcastChannel(name);
  let connection: Connection | null = null;
  let leave: (() => void) | null = null;
  let latest: StreamEvent = { name: "beat", id: null, data: "" };
  let heardAt = performance.now();
  let gone = new AbortController();

  const say = (word: Word): void => channel.postMessage(word);
  const hear = (event: StreamEvent): void => {
    heardAt = performance.now();
    if (event.name === "state") latest = event;
    take(event);
  };
  channel.onmessage = ({ data }: MessageEvent<Word>) => {
    if (data.kind === "event") hear(data.event);
    else if (connection) say({ kind: "event", event: latest });
  };

  const lead = (): Promise<void> => new Promise((resolve) => {
    const take = (event: StreamEvent): void => {
      hear(event);
      say({ kind: "event", event });
      // Signed out: a tab that is signed in again does not wait behind this one.
      if (event.name === "over") leave?.();
    };
    connection = connect({ url, take });
    leave = () => {
      connection?.close();
      connection = leave = null;
      resolve();
    };
  });
  const compete = (steal: boolean): void => {
    gone.abort();
    gone = new AbortController();
    if (connection) return;
    // A lock that was stolen, or not waited for any longer, rejects: somebody else leads.
    hold(name, steal ? { steal } : { signal: gone.signal }, lead).catch(() => {
      const led = leave;
      led?.();
      if (led) compete(false);
    });
  };
  const wake = (): void => {
    if (document.visibilityState !== "visible") return;
    if (connection) connection.revive(UNSURE_MS);
    else if (performance.now() - heardAt > UNSURE_MS) {
      const askedAt = performance.now();
      say({ kind: "hello" });
      setTimeout(() => !connection && heardAt < askedAt && document.visibilityState === "visible" && compete(true), ANSWER_MS);
    }
  };
  const unwatch = watchTab({ wake, online: () => connection?.revive(0), look: () => !connection && performance.now() - heardAt > SILENCE_MS && wake() });
  say({ kind: "hello" });
  compete(false);
  return () => {
    unwatch();
    gone.abort();
    leave?.();
    channel.close();
  };
}

/** Calls when the tab comes to the front, when the network comes back, and every few seconds. */
function watchTab({ wake, online, look }: Readonly<Record<"wake" | "online" | "look", () => unknown>>): () => void {
  const watch = setInterval(look, 5_000);
  document.addEventListener("visibilitychange", wake);
  addEventListener("online", online);
  return () => {
    clearInterval(watch);
    document.removeEventListener("visibilitychange", wake);
    removeEventListener("online", online);
  };
}

/** Leads while it holds the lock. Browsers have no locks where a page came without TLS: there each tab leads for itself. */
async function hold(name: string, how: LockOptions, lead: () => Promise<void>): Promise<void> {
  const { locks } = navigator as { readonly locks?: LockManager };
  await (locks ? locks.request(name, how, lead) : lead());
}
