import "server-only";
import { listOperators } from "@/lib/access/queries";
import type { OperatorEntry } from "@/lib/access/types";
import { readTerms } from "@/lib/checkout/queries";
import type { SaleTerms } from "@/lib/checkout/types";
import { readHouse } from "@/lib/company/house/queries";
import type { House } from "@/lib/company/house/types";
import { readCompany } from "@/lib/company/queries";
import type { Company } from "@/lib/company/types";
import type { MemberId } from "@/lib/kernel/id";
import { readAdjustmentSettings } from "@/lib/membership/adjustments/queries";
import type { AdjustmentSettings } from "@/lib/membership/adjustments/types";
import { db } from "@/lib/web/database";
import { operatorWith } from "@/lib/web/viewer";
import { readWithdrawalSettings } from "@/lib/withdrawal/queries";
import type { WithdrawalSettings } from "@/lib/withdrawal/types";
import type { Part } from "../_components/parts";

export type SettingsView = { readonly me: MemberId; readonly company: Company; readonly house: House; readonly terms: SaleTerms; readonly team: readonly OperatorEntry[]; readonly adjustments: AdjustmentSettings; readonly withdrawal: WithdrawalSettings };

/** What a page of the settings shows; null for everybody without its right. */
export async function loadSettings(part: Part): Promise<SettingsView | null> {
  const by = await operatorWith(part === "team" ? "operators" : "settings");
  if (!by) return null;
  const [company, house, terms, team, adjustments, withdrawal] = await Promise.all([readCompany(db()), readHouse(db()), readTerms(db()), part === "team" ? listOperators(db()) : [], readAdjustmentSettings(db()), readWithdrawalSettings(db())]);
  return { me: by.id, company, house, terms, team, adjustments, withdrawal };
}
