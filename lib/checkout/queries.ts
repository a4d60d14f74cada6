import "server-only";
import { inArray } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { settings } from "@/db/schema/plan";
import { invariant } from "@/lib/kernel/invariant";
import { parseDelivery } from "./input";
import { DEFAULT_DELIVERY } from "./rules";
import type { SaleTerms } from "./types";
import { VatInput } from "./vat/input";
import { DEFAULT_VAT } from "./vat/rules";

/** How this company delivers and which VAT it contains; those of a new installation where nothing was written. Throws on a broken row. */
export async function readTerms(reader: Reader): Promise<SaleTerms> {
  const rows = await reader.select({ key: settings.key, value: settings.value }).from(settings).where(inArray(settings.key, ["delivery", "vat"]));
  const stored = (key: string): unknown => rows.find((row) => row.key === key)?.value;
  const delivery = stored("delivery") === undefined ? { ok: true as const, methods: DEFAULT_DELIVERY } : parseDelivery(stored("delivery"));
  invariant(delivery.ok, "the delivery in the settings was checked when it was written");
  return { methods: delivery.methods, vat: stored("vat") === undefined ? DEFAULT_VAT : VatInput.parse(stored("vat")) };
}
