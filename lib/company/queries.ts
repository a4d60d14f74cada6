import "server-only";
import { eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { settings } from "@/db/schema/plan";
import { CompanyInput } from "./input";
import type { Company } from "./types";

/** The company's settings; those of a new installation where nothing was written. Throws on a row that is broken. */
export async function readCompany(reader: Reader): Promise<Company> {
  const [row] = await reader.select({ value: settings.value }).from(settings).where(eq(settings.key, "company"));
  return CompanyInput.parse(row?.value ?? {});
}
