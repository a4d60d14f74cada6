import "server-only";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as access from "./schema/access";
import * as cart from "./schema/cart";
import * as catalog from "./schema/catalog";
import * as desk from "./schema/desk";
import * as earnings from "./schema/earnings";
import * as forwarding from "./schema/forwarding";
import * as invoices from "./schema/invoices";
import * as ledger from "./schema/ledger";
import * as members from "./schema/members";
import * as operations from "./schema/operations";
import * as operators from "./schema/operators";
import * as orders from "./schema/orders";
import * as plan from "./schema/plan";
import * as withdrawals from "./schema/withdrawals";

const schema = { ...access, ...cart, ...catalog, ...desk, ...earnings, ...forwarding, ...invoices, ...ledger, ...members, ...operations, ...operators, ...orders, ...plan, ...withdrawals };

export type Db = PostgresJsDatabase<typeof schema> & { readonly $client: postgres.Sql };
/** Proof that the caller is inside a transaction. Writes demand it; a bare `Db` does not compile. */
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];
/** Anything that can read. */
export type Reader = Db | Tx;
/** A pool for single hot calls: prepared statements, nothing pipelined behind a statement that waits for a lock. Never for `begin`. */
export type Hot = postgres.Sql;

export type PoolSettings = { readonly connectionsMax?: number };

/** Opens a pool for drizzle. The caller owns it and closes it with `$client.end()`. */
export function connect(url: string, settings: PoolSettings = {}): Db {
  const client = preparing(postgres(url, { max: settings.connectionsMax ?? 10, onnotice: () => undefined }));
  const begin = client.begin.bind(client) as (...given: unknown[]) => Promise<never>;
  client.begin = (...given: unknown[]) => {
    const work = given.pop() as (tx: postgres.TransactionSql) => unknown;
    return begin(...given, (tx: postgres.TransactionSql) => work(preparing(tx)));
  };
  return drizzle(client, { schema });
}

/**
 * drizzle never asks its driver to prepare: each question then takes two trips, one to have it described and one to have it answered. Here
 * it takes one from the second time on, and is planned anew only where that pays. What comes without values may be several statements, and stays as it is.
 */
function preparing<Client extends postgres.Sql | postgres.TransactionSql>(client: Client): Client {
  const unsafe = client.unsafe.bind(client);
  const prepared: typeof unsafe = (text, values = [], options = {}) => unsafe(text, values, { ...options, prepare: values.length > 0 });
  return Object.assign(client, { unsafe: prepared });
}

/** The option exists and is read from here; the package's types have forgotten it. */
const UNPIPELINED: object = { max_pipeline: 0 };

/** Opens the pool of the hot calls (posting, settling): one prepared statement is one transaction. The caller closes it with `end()`. */
export function connectHot(url: string, settings: PoolSettings = {}): Hot {
  return postgres(url, { max: settings.connectionsMax ?? 8, ...UNPIPELINED, onnotice: () => undefined });
}
