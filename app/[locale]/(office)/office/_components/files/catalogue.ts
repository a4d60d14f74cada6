import "server-only";
import { sheetOf } from "@/lib/web/csv";
import { money, writeDecimal } from "@/lib/kernel/money";
import type { MakeExport } from "@/lib/web/exports/types";
import { words } from "@/lib/web/words";
import { loadCollections } from "../../collections/load";
import { loadRun } from "../../imports/load";

/** The collections in their order, as a file. */
export const collectionsFile: MakeExport = async (_raw, locale) => {
  const collections = await loadCollections();
  if (!collections) return null;
  const t = words(locale, "officeCatalogue");
  const rows = collections.map(({ slug, title, summary, rateBps, products }) => [slug, title.fr, title.en ?? "", summary?.fr ?? "", summary?.en ?? "", rateBps === null ? "" : writeDecimal(money(BigInt(rateBps), "EUR"), locale), String(products)]);
  return { name: "collections", rows: sheetOf([[t("begin.address"), t("titleFr"), t("titleEn"), t("texts.summary.fr"), t("texts.summary.en"), t("rate"), t("csv.products")], ...rows]) };
};

/** What was wrong with an imported file, as its page shows it, as a file. */
export const problemsFile: MakeExport = async (raw, locale) => {
  const run = await loadRun(raw["run"] ?? "");
  if (!run) return null;
  const [t, say] = [words(locale, "officeImports"), words(locale, "import")];
  const rows = (run.report?.problems ?? []).map(({ line, column, reason, value, firstLine, owner }) => [String(line), column ?? "", say(`reason.${reason}`, { value, firstLine: firstLine ?? "", owner: owner ?? "" })]);
  return { name: locale === "fr" ? "import-a-corriger" : "import-problems", rows: sheetOf([[t("problem.line"), t("problem.column"), t("problem.why")], ...rows]) };
};
