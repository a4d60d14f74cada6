import "server-only";
import type { Tx } from "@/db/client";
import { settings } from "@/db/schema/plan";
import type { Company } from "./types";

/** Writes the company's settings. */
export async function writeCompany(tx: Tx, value: Company, at: Date): Promise<void> {
  const row = { value, updatedAt: at };
  await tx.insert(settings).values({ key: "company", ...row }).onConflictDoUpdate({ target: settings.key, set: row });
}
