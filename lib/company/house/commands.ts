import "server-only";
import type { Tx } from "@/db/client";
import { settings } from "@/db/schema/plan";
import type { House } from "./types";

/** Writes one of the settings; it was read by its row of `HOUSE`. */
export async function writeHouse<Key extends keyof House>(tx: Tx, key: Key, { value, at }: { readonly value: House[Key]; readonly at: Date }): Promise<void> {
  const row = { value, updatedAt: at };
  await tx.insert(settings).values({ key: `house.${key}`, ...row }).onConflictDoUpdate({ target: settings.key, set: row });
}
