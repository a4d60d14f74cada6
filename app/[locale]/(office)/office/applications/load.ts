import "server-only";
import { readCompany } from "@/lib/company/queries";
import { hasRight } from "@/lib/access/rules";
import { isOpenToApplications, listWaiting } from "@/lib/membership/applications/queries";
import type { WaitingApplication } from "@/lib/membership/applications/types";
import { db } from "@/lib/web/database";
import { operatorWith } from "@/lib/web/viewer";

export type ApplicationsView = { readonly open: boolean; readonly maySet: boolean; readonly waiting: readonly WaitingApplication[]; readonly timeZone: string };

/** Applications that wait, and whether new ones are taken; null for everybody without the right. */
export async function loadApplications(): Promise<ApplicationsView | null> {
  const by = await operatorWith("members");
  if (!by) return null;
  const [open, waiting, { timeZone }] = await Promise.all([isOpenToApplications(db()), listWaiting(db()), readCompany(db())]);
  return { open, maySet: hasRight(by.role, "settings"), waiting, timeZone };
}
