import type { Hot } from "@/db/client";
import { notifyLive } from "@/lib/live/queries";
import { openPage, type Page } from "./pages";
import type { Person } from "./people";

const WORKERS = 4;
const CUT_EVERY_MS = 10;
const KILL_EVERY_MS = 2_000;
const PATIENCE_MS = 20_000;
const OPEN_WITHIN_MS = 180_000;

type Settings = { readonly hot: Hot; readonly appUrl: string; readonly people: readonly Person[]; readonly updates: number };

/**
 * So many updates while streams are cut at random and the shop's listening connection is killed every two seconds; answers how many
 * updates no page of their member ever had, within 20 seconds of the last one.
 */
export async function countLost({ hot, appUrl, people, updates }: Settings): Promise<{ lost: number; cuts: number; kills: number; seconds: number }> {
  const pages = people.map((person) => openPage(appUrl, person));
  await until(() => pages.every((page) => page.version > 0), "every page has its first state", OPEN_WITHIN_MS);
  const first = new Map(pages.map((page) => [page.person.id, page.version]));
  let [cuts, kills] = [0, 0];
  const cutting = setInterval(() => {
    pages[Math.floor(Math.random() * pages.length)]?.cut();
    cuts += 1;
  }, CUT_EVERY_MS);
  const killing = setInterval(() => {
    void hot<{ pid: number }[]>`select pg_terminate_backend(pid) as pid from pg_stat_activity where datname = current_database() and query ilike 'listen%cagnotte_live%'`.then((rows) => (kills += rows.length));
  }, KILL_EVERY_MS);
  const started = Date.now();
  let done = 0;
  await Promise.all(Array.from({ length: WORKERS }, async () => {
    while (done < updates) {
      done += 1;
      const person = people[Math.floor(Math.random() * people.length)];
      if (!person) return;
      await hot`select bench_credit(${person.id.slice(4)}::uuid, 7)`;
      await notifyLive(hot, [person.id]);
    }
  }));
  const seconds = (Date.now() - started) / 1000;
  clearInterval(cutting);
  clearInterval(killing);
  const rows = await hot<{ owner_id: string; version: string; balance_minor: string }[]>`select owner_id, version, balance_minor from ledger_accounts where account = 'credit_available'`;
  const book = new Map(rows.map((row) => [`mem_${row.owner_id.replaceAll("-", "")}`, row]));
  const behind = (page: Page): number => {
    const { version, balance_minor } = book.get(page.person.id) ?? { version: "0", balance_minor: "0" };
    const missing = Number(version) - page.version;
    return missing === 0 && Number(balance_minor) !== page.minor ? 1 : missing;
  };
  await until(() => pages.every((page) => behind(page) === 0), "").catch(() => undefined);
  const lost = pages.reduce((sum, page) => sum + behind(page), 0);
  const had = pages.reduce((sum, page) => sum + page.version - (first.get(page.person.id) ?? 0), 0);
  for (const page of pages) page.close();
  if (had + lost < updates) throw new Error(`${updates} updates, of which ${had} arrived and ${lost} did not`);
  return { lost, cuts, kills, seconds };
}

/** Looks again and again; throws after 20 seconds, or as many as are given. */
export async function until(holds: () => boolean, what: string, patienceMs = PATIENCE_MS): Promise<void> {
  const giveUpAt = Date.now() + patienceMs;
  while (!holds()) {
    if (Date.now() > giveUpAt) throw new Error(`not in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
