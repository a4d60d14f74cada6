import "server-only";
import * as z from "zod";
import { hasRight } from "@/lib/access/rules";
import { readCompany } from "@/lib/company/queries";
import { type ApplicationId, parseId } from "@/lib/kernel/id";
import { isOpenToApplications, listApplications } from "@/lib/membership/applications/queries";
import { APPLICATION_STATES, type ApplicationStatus, type OfficeApplication } from "@/lib/membership/applications/types";
import { PAGE_MAX } from "@/lib/office/rules";
import { db } from "@/lib/web/database";
import { operatorWith } from "@/lib/web/viewer";

const PAGE = 25;

const Query = z.object({
  q: z.string().max(120).catch(""),
  state: z.enum(APPLICATION_STATES).catch("open"),
  after: z.string().optional().catch(undefined).transform((text) => (text === undefined ? undefined : (parseId("application", text) ?? undefined))),
});

export type ApplicationsView = {
  readonly open: boolean;
  readonly maySet: boolean;
  readonly asked: { readonly q: string; readonly state: ApplicationStatus };
  readonly rows: readonly OfficeApplication[];
  readonly more: boolean;
  readonly timeZone: string;
};

/** The applications that the address asks for, and whether new ones are taken; null for everybody without the right. */
export async function loadApplications(raw: Readonly<Record<string, string | string[] | undefined>>): Promise<ApplicationsView | null> {
  const by = await operatorWith("members");
  if (!by) return null;
  const { q, state, after } = Query.parse(raw);
  const [open, page, { timeZone }] = await Promise.all([isOpenToApplications(db()), listApplications(db(), { status: state, search: q, after, limit: PAGE }), readCompany(db())]);
  return { open, maySet: hasRight(by.role, "settings"), asked: { q, state }, ...page, timeZone };
}

/** The same applications for a file: a way to read them page by page. Null for everybody without the right. */
export async function loadApplicationsFile(raw: Readonly<Record<string, string>>) {
  if (!(await operatorWith("members"))) return null;
  const { q, state } = Query.parse(raw);
  const { timeZone } = await readCompany(db());
  return { timeZone, page: (after: ApplicationId | undefined) => listApplications(db(), { status: state, search: q, after, limit: PAGE_MAX }) };
}
