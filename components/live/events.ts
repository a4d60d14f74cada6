/** One event of a stream. */
export type StreamEvent = { readonly name: string; readonly id: string | null; readonly data: string };

/** Cuts a stream of server-sent events into events. Feed it text as it comes. */
export function eventReader(take: (event: StreamEvent) => void): (text: string) => void {
  let rest = "";
  return (text) => {
    const blocks = (rest + text).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const field = (name: string): string | null => new RegExp(`^${name}: ?(.*)$`, "m").exec(block)?.[1] ?? null;
      take({ name: field("event") ?? "message", id: field("id"), data: field("data") ?? "" });
    }
  };
}
