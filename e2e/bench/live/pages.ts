import { type ClientRequest, get } from "node:http";
import { eventReader } from "@/components/live/events";
import type { Person } from "./people";

/** What an open page has: the version and the balance of the credit that can be spent. */
export type Page = {
  readonly person: Person;
  version: number;
  minor: number;
  /** When it was last told something, on this process's clock. */
  toldAt: number;
  readonly cut: () => void;
  readonly close: () => void;
  readonly open: () => boolean;
};

const AGAIN_MS = 100;

/** A page's stream without the browser: comes back after a cut with the id of what it has, like the real one. */
export function openPage(appUrl: string, person: Person, onState: (page: Page) => void = () => undefined): Page {
  let last: string | null = null;
  let request: ClientRequest | null = null;
  let connected = false;
  let closed = false;
  const page = { person, version: 0, minor: 0, toldAt: 0, cut: () => request?.destroy(), close, open: () => connected };
  connect();
  return page;

  function connect(): void {
    const headers = { cookie: `cagnotte.session=${person.cookie}`, ...(last === null ? {} : { "last-event-id": last }) };
    request = get(`${appUrl}/api/live`, { headers, agent: false }, (answer) => {
      connected = answer.statusCode === 200;
      const feed = eventReader(({ name, id, data }) => {
        if (name !== "state") return;
        last = id;
        const { accounts } = JSON.parse(data) as { accounts: Record<string, [string, string] | undefined> };
        page.version = Number(accounts["credit_available"]?.[0] ?? 0);
        page.minor = Number(accounts["credit_available"]?.[1] ?? 0);
        page.toldAt = Date.now();
        onState(page);
      });
      answer.setEncoding("utf8").on("data", feed).on("error", () => undefined).on("close", again);
    });
    request.on("error", () => {
      // Refused or cut before an answer came.
      if (!connected) again();
    });
  }
  function again(): void {
    connected = false;
    if (!closed) setTimeout(connect, AGAIN_MS * Math.random());
  }
  function close(): void {
    closed = true;
    request?.destroy();
  }
}
