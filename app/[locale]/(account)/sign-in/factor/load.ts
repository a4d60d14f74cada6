import "server-only";
import { factorAddress } from "@/lib/access/factor/input";
import { findFactor } from "@/lib/access/factor/queries";
import { findOperatorRole } from "@/lib/access/queries";
import { readCompany } from "@/lib/company/queries";
import { db } from "@/lib/web/database";
import { unseal } from "@/lib/web/keyed";
import { qrSvg } from "@/lib/web/qr";
import { openSession } from "@/lib/web/viewer";

/** Where the reader stands: nothing begun, an app being set up, its code owed, or all shown. */
export type FactorView =
  | { readonly step: "begin" | "asked" }
  | { readonly step: "setUp"; readonly secret: string; readonly qr: string }
  | { readonly step: "done"; readonly operator: boolean };

/** What the page of the second factor shows; null for a visitor. */
export async function loadFactor(): Promise<FactorView | null> {
  const open = await openSession();
  if (!open) return null;
  if (open.factor === "asked") return { step: "asked" };
  if (open.factor === "shown") return { step: "done", operator: (await findOperatorRole(db(), open.member.id)) !== null };
  const begun = await findFactor(db(), open.member.id);
  if (!begun) return { step: "begin" };
  const secret = unseal(begun.secret);
  const { name: issuer } = await readCompany(db());
  return { step: "setUp", secret, qr: qrSvg(factorAddress(secret, { issuer, label: open.member.email ?? open.handle })) };
}
