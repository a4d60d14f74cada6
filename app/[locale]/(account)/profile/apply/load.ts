import "server-only";
import { findApplication, isOpenToApplications } from "@/lib/membership/applications/queries";
import type { Application } from "@/lib/membership/applications/types";
import { db } from "@/lib/web/database";
import { signedIn } from "@/lib/web/viewer";

/** Where the reader stands: no customer, or one with their last application, and whether a new one is taken. */
export type ApplyView = { readonly customer: boolean; readonly open: boolean; readonly last: Application | null };

/** What the page of the application shows; null for a visitor. */
export async function loadApply(): Promise<ApplyView | null> {
  const who = await signedIn();
  if (!who) return null;
  const [open, last] = await Promise.all([isOpenToApplications(db()), findApplication(db(), who.id)]);
  return { customer: who.role === "customer", open, last };
}
