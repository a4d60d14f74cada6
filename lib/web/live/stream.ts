import "server-only";
import type { Sink, Stream } from "./hub";

/** How much may wait for a receiver before it counts as slow: a few events. */
const AHEAD_BYTES = 8_192;

/**
 * The body of an event stream. A receiver that can't keep up is told the newest state once it can, never a queue of old ones. Everything is
 * taken down when the receiver leaves (`signal`, or the body is cancelled) or the stream is ended.
 */
export function streamTo(signal: AbortSignal, open: (sink: Sink) => Stream): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let stream: Stream | null = null;
  let over = false;
  const leave = (): void => {
    over = true;
    signal.removeEventListener("abort", leave);
    stream?.close();
  };
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        const sink: Sink = {
          write: (text) => {
            if (over || (controller.desiredSize ?? 0) <= 0) return false;
            controller.enqueue(encoder.encode(text));
            return true;
          },
          end: () => {
            if (over) return;
            leave();
            controller.close();
          },
        };
        stream = open(sink);
        if (signal.aborted) sink.end();
        else signal.addEventListener("abort", sink.end, { once: true });
      },
      pull: () => stream?.resume(),
      cancel: leave,
    },
    { highWaterMark: AHEAD_BYTES, size: (chunk) => chunk.byteLength },
  );
}
