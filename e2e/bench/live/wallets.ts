import { type Agent, get } from "node:http";
import type { Db, Hot } from "@/db/client";
import { aPlacedOrder, aVariant } from "@/db/testing/sale";
import { confirmPayment } from "../../fixtures/payment";
import { type Figure, figureOf, median, timesOf } from "../measure";
import { keepOpen } from "../requests";
import type { Person } from "./people";

type Settings = { readonly hot: Hot; readonly db: Db; readonly appUrl: string; readonly secret: string };
/** Somebody with many movements, and somebody with few. */
type Pair = { readonly large: Person; readonly small: Person };

const LARGE = 1_000_000;
const SMALL = 1_000;
/** What the page shows, and explains. */
const LINES = 20;
const ROUNDS = 7;
const READS = Array.from({ length: 15 }, (_, n) => n);

/** The wallet's page of a member with a million movements against one with a thousand, signed in, over HTTP, whole; and looking there for what is not there. */
export async function compareWallets(settings: Settings, { large, small }: Pair): Promise<Figure[]> {
  for (const [person, entries] of [[large, LARGE], [small, SMALL]] as const) await live(settings, person, entries);
  await settings.hot.unsafe("vacuum analyze ledger_entries, ledger_transactions, ledger_accounts, orders, order_lines");
  const agent = keepOpen(1);
  try {
    const open = (person: Person, query = "") => timesOf(READS, () => read(agent, `${settings.appUrl}/wallet${query}`, person)).then(median);
    await open(large);
    const [ratios, mine, searches] = [[] as number[], [] as number[], [] as number[]];
    for (let round = 0; round < ROUNDS; round += 1) {
      const [few, many] = [await open(small), await open(large)];
      ratios.push(many / few);
      mine.push(many);
      searches.push(await open(large, "?kind=paidOut"));
    }
    const note = `the wallet's page, signed in, whole: ${LARGE + LINES} movements against ${SMALL + LINES}`;
    return [
      figureOf("wallet_large_vs_small", ratios, { unit: "x", note }),
      figureOf("wallet_ms", mine, { unit: "ms", note: `the same, of ${LARGE + LINES} movements` }),
      figureOf("wallet_search_ms", searches, { unit: "ms", note: "looking there for a kind that nobody has" }),
    ];
  } finally {
    agent.destroy();
  }
}

/** So many movements of years, written past the triggers, and then sales as the provider tells them. */
async function live({ hot, db, appUrl, secret }: Settings, { id }: Person, entries: number): Promise<void> {
  const owner = id.slice(4);
  const sql = await hot.reserve();
  try {
    await sql.unsafe("set session_replication_role = replica; set synchronous_commit = off");
    await sql.unsafe(`delete from ledger_entries where owner_id = '${owner}'; delete from ledger_accounts where owner_id = '${owner}'`);
    await sql.unsafe(`create temp table bench_past as select n, uuid_v7(n) as txn, uuid_v7(n + 1) as scope, timestamptz '2022-01-01' + n * interval '2 minutes' as at from generate_series(1, ${entries}) n`);
    await sql.unsafe("insert into ledger_transactions (id, scope, key, kind, currency, fingerprint, occurred_at, posted_at) select txn, scope, 'cashback:' || scope, 'cashback', 'EUR', '', at, at from bench_past");
    await sql.unsafe(`insert into ledger_entries (owner_id, transaction_id, scope, position, account, currency, amount_minor, version, balance_after_minor) select '${owner}', txn, scope, 2, 'credit_available', 'EUR', 1, n, n from bench_past`);
    await sql.unsafe(`insert into ledger_accounts (owner_id, account, currency, balance_minor, version) values ('${owner}', 'credit_available', 'EUR', ${entries}, ${entries}); drop table bench_past`);
  } finally {
    await sql.unsafe("reset all");
    sql.release();
  }
  const variant = await aVariant(db);
  for (let n = 0; n < LINES; n += 1) {
    const order = await aPlacedOrder(db, { buyer: id, variant, stage: "organic", placedAt: new Date() });
    await confirmPayment(appUrl, secret, { order });
  }
}

/** Asks as the browser of a person does, and reads to the end. Throws on anything but their page. */
function read(agent: Agent, url: string, { cookie }: Person): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { cookie: `cagnotte.session=${cookie}`, accept: "text/html" } }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => (text += part)).on("error", reject).on("end", () => {
        if (answer.statusCode === 200 && text.includes('data-testid="available"')) resolve();
        else reject(new Error(`${url} answered ${String(answer.statusCode)}`));
      });
    }).on("error", reject);
  });
}
