import "server-only";
import * as z from "zod";
import { readCompany } from "@/lib/company/queries";
import { parseId } from "@/lib/kernel/id";
import { listMembers } from "@/lib/office/queries";
import { MEMBER_ROLES, MEMBER_STATES, type MemberRow, type Page } from "@/lib/office/types";
import { db } from "@/lib/web/database";
import { operatorWith } from "@/lib/web/viewer";

const PAGE = 50;

/** What the address asks for; what makes no sense in it is left out. */
export const MembersQuery = z.object({
  q: z.string().max(120).catch(""),
  role: z.enum(MEMBER_ROLES).optional().catch(undefined),
  status: z.enum(MEMBER_STATES).optional().catch(undefined),
  before: z.string().optional().catch(undefined).transform((text) => (text === undefined ? undefined : (parseId("member", text) ?? undefined))),
});

export type MembersQuery = z.output<typeof MembersQuery>;

export type MembersView = {
  readonly asked: { readonly search: string; readonly role: (typeof MEMBER_ROLES)[number] | ""; readonly status: (typeof MEMBER_STATES)[number] | "" };
  readonly page: Page<MemberRow>;
  readonly timeZone: string;
};

/** The members that the address asks for; null for everybody without the right. */
export async function loadMembers(raw: Readonly<Record<string, string | string[] | undefined>>): Promise<MembersView | null> {
  const by = await operatorWith("members");
  if (!by) return null;
  const { q, role, status, before } = MembersQuery.parse(raw);
  const [page, { timeZone }] = await Promise.all([listMembers(db(), by, { search: q, role, status, before, limit: PAGE }), readCompany(db())]);
  return { asked: { search: q, role: role ?? "", status: status ?? "" }, page, timeZone };
}
