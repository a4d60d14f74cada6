import "server-only";
import type { Locale } from "@/lib/kernel/locale";
import { everyRow } from "@/lib/web/csv";
import type { MakeExport } from "@/lib/web/exports/types";
import { words } from "@/lib/web/words";
import { loadBelowFile } from "../../members/[id]/load";

/** Everybody who has a member as sponsor, as a file. */
export const belowFile: MakeExport = async (raw, locale) => {
  const file = await loadBelowFile(raw["member"] ?? "");
  return file && { name: `${locale === "fr" ? "filleuls" : "downline"}-${file.id}`, rows: rowsOf(file, locale) };
};

async function* rowsOf({ page }: NonNullable<Awaited<ReturnType<typeof loadBelowFile>>>, locale: Locale): AsyncGenerator<readonly string[]> {
  const t = words(locale, "officePerson");
  yield [t("reference"), t("csv.name"), t("csv.role"), t("csv.state"), t("link"), t("csv.below")];
  for await (const { id, name, role, status, handle, below } of everyRow(page)) yield [id, name, t(`roles.${role}`), t(`states.${status}`), handle ?? "", String(below)];
}
