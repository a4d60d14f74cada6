import "server-only";
import { readCompany } from "@/lib/company/queries";
import { findEarners, projectAll } from "@/lib/earnings/commands";
import { db } from "../database";

/** Takes what was earned since into the read models. */
export async function projectEarnings(): Promise<void> {
  await projectAll(db(), await readCompany(db()));
}

/** Makes those known who earned for the first time. */
export async function noticeEarners(): Promise<void> {
  await findEarners(db());
}
