import type { Operator } from "@/lib/access/types";
import { readCompany } from "@/lib/company/queries";
import type { Locale } from "@/lib/kernel/locale";
import { listMembers } from "@/lib/office/queries";
import { PAGE_MAX } from "@/lib/office/rules";
import { csvMoment, csvResponse, everyRow } from "@/lib/web/csv";
import { db } from "@/lib/web/database";
import { currentPlace } from "@/lib/web/place";
import { operatorWith } from "@/lib/web/viewer";
import { words } from "@/lib/web/words";
import { MembersQuery } from "../load";

/** The members that the list's address asks for, all of them, as a file. */
export async function GET(request: Request): Promise<Response> {
  const by = await operatorWith("members");
  if (!by) return new Response(null, { status: 404 });
  const query = MembersQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { locale } = await currentPlace();
  return csvResponse(locale === "fr" ? "membres" : "members", rowsOf(by, query, locale));
}

async function* rowsOf(by: Operator, { q, role, status }: MembersQuery, locale: Locale): AsyncGenerator<readonly string[]> {
  const t = words(locale, "officeMembers");
  const { timeZone } = await readCompany(db());
  yield [t("csv.reference"), t("name"), t("csv.address"), t("role"), t("status"), t("handle"), t("parent"), t("since")];
  for await (const one of everyRow((before: Parameters<typeof listMembers>[2]["before"]) => listMembers(db(), by, { search: q, role, status, before, limit: PAGE_MAX }))) {
    yield [one.id, `${one.firstName} ${one.lastName}`.trim(), one.email ?? "", t(`roles.${one.role}`), t(`states.${one.status}`), one.handle ?? "", one.parent ?? "", csvMoment(one.createdAt, timeZone)];
  }
}
