import "server-only";
import { transact } from "@/db/transact";
import { countAttempt } from "@/lib/access/commands";
import { LIMITS } from "@/lib/access/rules";
import { db } from "./database";
import { keyedHash } from "./keyed";
import { now } from "./time";

/** Counts an attempt; false when this subject (an address, an account) has used up its window. Stored as a keyed hash. */
export async function attempt(what: keyof typeof LIMITS, subject: string): Promise<boolean> {
  const who = keyedHash(subject);
  const counted = await transact(db(), async (tx) => ({ ok: true, within: await countAttempt(tx, { key: `${what}:${who}`, limit: LIMITS[what], at: now() }) }));
  return counted.within;
}
