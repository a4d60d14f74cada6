import "server-only";
import { readCompany } from "@/lib/company/queries";
import { findProfile, listConsents } from "@/lib/privacy/queries";
import { CONSENTS, type ConsentKind, type ConsentPeriod, type Profile } from "@/lib/privacy/types";
import { db } from "@/lib/web/database";
import { signedIn } from "@/lib/web/viewer";

export type DataView = {
  readonly profile: Profile & { readonly email: string };
  /** What this member can be asked for, whether they agree today, and every period in which they did. */
  readonly consents: readonly { readonly kind: ConsentKind; readonly given: boolean; readonly periods: readonly ConsentPeriod[] }[];
  readonly company: { readonly name: string; readonly email: string };
  readonly timeZone: string;
};

/** What a member reads of their own data; null for a visitor. */
export async function loadData(): Promise<DataView | null> {
  const who = await signedIn();
  const profile = who && (await findProfile(db(), who.id));
  if (!profile || profile.email === null) return null;
  const [periods, { name, email, timeZone }] = await Promise.all([listConsents(db(), who.id), readCompany(db())]);
  // Only distributors are ever listed at the checkout.
  const asked = CONSENTS.filter((kind) => kind !== "listed" || who.role === "distributor");
  return {
    profile: { ...profile, email: profile.email },
    consents: asked.map((kind) => {
      const own = periods.filter((period) => period.kind === kind);
      return { kind, given: own.some(({ withdrawnAt }) => withdrawnAt === null), periods: own };
    }),
    company: { name, email }, timeZone,
  };
}
