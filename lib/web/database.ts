import "server-only";
import { connect, connectHot, type Db, type Hot } from "@/db/client";
import { environment } from "./env";
import { once } from "./once";

/** The process's pool. Only the edge reaches for it; domains are handed a `Reader` or a `Tx`. */
export const db = (): Db => once("db", () => connect(environment().databaseUrl));

/** The process's pool for single hot calls: posting and settling. */
export const hot = (): Hot => once("hot", () => connectHot(environment().databaseUrl));
