import "server-only";
import type { MemberId, OrderId } from "@/lib/kernel/id";
import { notifyLive } from "@/lib/live/queries";
import { db, hot } from "../database";
import { environment } from "../env";
import { errorFields, log } from "../log";
import { once } from "../once";
import { now } from "../time";
import { Hub } from "./hub";
import { listenLive } from "./listen";

/** How late a change is told whose wake-up was lost. DESIGN §8 */
export const REREAD_MS = 5_000;
const BEAT_MS = 15_000;
const COALESCE_MS = 10;

type Live = { readonly hub: Hub; readonly stop: () => Promise<void> };

/** Starts a hub that hears and looks again by itself. The caller stops it. */
export function startLive(settings: { readonly db: ReturnType<typeof db>; readonly databaseUrl: string }): Live {
  const onTrouble = (where: string, error: unknown): void => log("live.trouble", { where, ...errorFields(error) }, "warn");
  const hub = new Hub({ db: settings.db, now, onTrouble });
  const ear = listenLive({ url: settings.databaseUrl, onNames: (names) => hub.touch(names), onListening: () => hub.touchAll(), onTrouble });
  const rereading = setInterval(() => {
    ear.check();
    hub.touchAll();
  }, REREAD_MS);
  const beating = setInterval(() => hub.beat(), BEAT_MS);
  return {
    hub,
    stop: async () => {
      clearInterval(rereading);
      clearInterval(beating);
      hub.stop();
      await ear.stop();
    },
  };
}

const running = (): { live: Live | null } => once("live", () => ({ live: null }));

/** The streams of this process; it begins to listen with the first. */
export function liveHub(): Hub {
  const kept = running();
  kept.live ??= startLive({ db: db(), databaseUrl: environment().databaseUrl });
  return kept.live.hub;
}

/** Ends the streams of this process, so that it can end itself. */
export async function stopLive(): Promise<void> {
  const kept = running();
  const { live } = kept;
  kept.live = null;
  await live?.stop();
}

type Waiting = { readonly scopes: Set<OrderId | MemberId>; timer: NodeJS.Timeout | null };
const waiting = (): Waiting => once("live-news", () => ({ scopes: new Set(), timer: null }));

/**
 * Tells every open page concerned that money moved: pass the scopes of what was posted. Call it after the commit, never inside the
 * transaction. Calls within 10 ms become one; a lost one costs five seconds. DESIGN §7, §8
 */
export function tellLive(scopes: readonly (OrderId | MemberId)[]): void {
  const news = waiting();
  for (const scope of scopes) news.scopes.add(scope);
  news.timer ??= setTimeout(() => {
    const named = [...news.scopes];
    news.scopes.clear();
    news.timer = null;
    notifyLive(hot(), named).catch((error: unknown) => log("live.trouble", { where: "tell", ...errorFields(error) }, "warn"));
  }, COALESCE_MS);
}
