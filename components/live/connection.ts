import { eventReader, type StreamEvent } from "./events";

/** The server beats every 15 seconds: this long without a sign is a dead connection. */
export const SILENCE_MS = 40_000;
const RETRY_FIRST_MS = 400;
const RETRY_MAX_MS = 15_000;

type Settings = { readonly url: string; readonly take: (event: StreamEvent) => void };

export type Connection = {
  /** Begins again at once when there was no sign of life for `quietMs`. */
  readonly revive: (quietMs: number) => void;
  readonly close: () => void;
};

/**
 * Holds a stream open: comes back after a cut with the id of what it has, at first at once and then more rarely, and is quiet for good when
 * the server says that there is nothing (more) to see. Fetch instead of EventSource, which does not say why it was refused.
 */
export function connect({ url, take }: Settings): Connection {
  let last: string | null = null;
  let heardAt = performance.now();
  let failures = 0;
  let closed = false;
  let current = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function run(abort: AbortController): Promise<void> {
    heardAt = performance.now();
    const again = await read(abort).catch(() => true);
    if (closed || abort.signal.aborted) return;
    if (!again) {
      close();
      return;
    }
    const wait = Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** failures) * (0.5 + Math.random());
    failures += 1;
    timer = setTimeout(start, wait);
  }
  async function read({ signal }: AbortController): Promise<boolean> {
    const answer = await fetch(url, { signal, cache: "no-store", headers: last === null ? {} : { "last-event-id": last } });
    if (answer.status === 401 || answer.status === 403) {
      take({ name: "over", id: null, data: "" });
      return false;
    }
    if (!answer.ok || !answer.body) return true;
    let over = false;
    const feed = eventReader((event) => {
      heardAt = performance.now();
      failures = 0;
      last = event.id ?? last;
      over ||= event.name === "over";
      take(event);
    });
    const text = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await text.read(); !part.done; part = await text.read()) feed(part.value);
    return !over;
  }
  function start(): void {
    clearTimeout(timer);
    current.abort();
    current = new AbortController();
    void run(current);
  }
  function close(): void {
    closed = true;
    clearTimeout(timer);
    clearInterval(watch);
    current.abort();
  }
  const watch = setInterval(() => performance.now() - heardAt > SILENCE_MS && start(), 5_000);
  start();
  return {
    revive: (quietMs) => !closed && performance.now() - heardAt > quietMs && start(),
    close,
  };
}
