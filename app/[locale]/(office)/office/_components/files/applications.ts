import "server-only";
import type { Locale } from "@/lib/kernel/locale";
import { csvMoment, everyRow } from "@/lib/web/csv";
import type { MakeExport } from "@/lib/web/exports/types";
import { words } from "@/lib/web/words";
import { loadApplicationsFile } from "../../applications/load";

/** The applications that the list's address asks for, all of them, as a file. */
export const applicationsFile: MakeExport = async (raw, locale) => {
  const file = await loadApplicationsFile(raw);
  return file && { name: locale === "fr" ? "demandes" : "applications", rows: rowsOf(file, locale) };
};

async function* rowsOf({ page, timeZone }: NonNullable<Awaited<ReturnType<typeof loadApplicationsFile>>>, locale: Locale): AsyncGenerator<readonly string[]> {
  const t = words(locale, "officeApplications");
  yield [t("csv.member"), t("csv.name"), t("csv.address"), t("csv.asked"), t("csv.orders"), t("csv.motive"), t("state"), t("csv.decided"), t("csv.decidedBy")];
  for await (const one of everyRow(page)) {
    yield [one.member, one.name, one.email, csvMoment(one.createdAt, timeZone), String(one.orders), one.motive, t(`states.${one.status}`), one.decidedAt ? csvMoment(one.decidedAt, timeZone) : "", one.decidedByName ?? ""];
  }
}
