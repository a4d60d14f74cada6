import "server-only";
import type { Locale } from "@/lib/kernel/locale";
import { csvMoment, everyRow } from "@/lib/web/csv";
import type { MakeExport } from "@/lib/web/exports/types";
import { words } from "@/lib/web/words";
import { loadRunsFile } from "../../imports/load";

/** The imports that the list's address asks for, all of them, as a file. */
export const importsFile: MakeExport = async (raw, locale) => {
  const file = await loadRunsFile(raw);
  return file && { name: "imports", rows: rowsOf(file, locale) };
};

async function* rowsOf({ page, timeZone }: NonNullable<Awaited<ReturnType<typeof loadRunsFile>>>, locale: Locale): AsyncGenerator<readonly string[]> {
  const t = words(locale, "officeImports");
  yield [t("file"), t("at"), t("state"), t("rehearsal"), t("products")];
  for await (const { fileName, askedAt, state, dryRun, report } of everyRow(page)) yield [fileName, csvMoment(askedAt, timeZone), t(`states.${state}`), dryRun ? "1" : "", report ? String(report.productsGood) : ""];
}
