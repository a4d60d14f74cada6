import "server-only";
import type { Locale } from "@/lib/kernel/locale";
import { csvMoment, everyRow } from "@/lib/web/csv";
import type { MakeExport } from "@/lib/web/exports/types";
import { words } from "@/lib/web/words";
import { loadTrailFile } from "../../trail/load";

/** The trail that the list's address asks for, all of it, as a file. */
export const trailFile: MakeExport = async (raw, locale) => {
  const file = await loadTrailFile(raw);
  return file && { name: locale === "fr" ? "journal" : "trail", rows: rowsOf(file, locale) };
};

async function* rowsOf({ page, timeZone }: NonNullable<Awaited<ReturnType<typeof loadTrailFile>>>, locale: Locale): AsyncGenerator<readonly string[]> {
  const t = words(locale, "officeTrail");
  const json = (value: unknown): string => (value === null ? "" : JSON.stringify(value));
  yield [t("csv.when"), t("who"), t("csv.action"), t("csv.subject"), t("before"), t("after"), t("csv.reason")];
  for await (const { occurredAt, actor, actorName, action, subject, before, after, reason } of everyRow(page)) {
    yield [csvMoment(occurredAt, timeZone), actorName ?? actor, action, subject, json(before), json(after), reason ?? ""];
  }
}
