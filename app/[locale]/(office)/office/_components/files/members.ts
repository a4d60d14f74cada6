import "server-only";
import type { Operator } from "@/lib/access/types";
import { readCompany } from "@/lib/company/queries";
import type { Locale } from "@/lib/kernel/locale";
import { listMembers } from "@/lib/office/queries";
import { PAGE_MAX } from "@/lib/office/rules";
import { csvMoment, everyRow } from "@/lib/web/csv";
import { db } from "@/lib/web/database";
import type { MakeExport } from "@/lib/web/exports/types";
import { operatorWith } from "@/lib/web/viewer";
import { words } from "@/lib/web/words";
import { MembersQuery } from "../../members/load";

/** The members that the list's address asks for, all of them, as a file. */
export const membersFile: MakeExport = async (raw, locale) => {
  const by = await operatorWith("members");
  return by && { name: locale === "fr" ? "membres" : "members", rows: rowsOf(by, MembersQuery.parse(raw), locale) };
};

async function* rowsOf(by: Operator, { q, role, status }: MembersQuery, locale: Locale): AsyncGenerator<readonly string[]> {
  const t = words(locale, "officeMembers");
  const { timeZone } = await readCompany(db());
  yield [t("csv.reference"), t("name"), t("csv.address"), t("role"), t("status"), t("handle"), t("parent"), t("since")];
  for await (const one of everyRow((before: Parameters<typeof listMembers>[2]["before"]) => listMembers(db(), by, { search: q, role, status, before, limit: PAGE_MAX }))) {
    yield [one.id, `${one.firstName} ${one.lastName}`.trim(), one.email ?? "", t(`roles.${one.role}`), t(`states.${one.status}`), one.handle ?? "", one.parent ?? "", csvMoment(one.createdAt, timeZone)];
  }
}
