import "server-only";
import type { Locale } from "@/lib/kernel/locale";
import { csvMoment, everyRow } from "@/lib/web/csv";
import type { MakeExport } from "@/lib/web/exports/types";
import { words } from "@/lib/web/words";
import { loadTokensFile, stateOf } from "../../tokens/load";

/** The keys of other systems, all of them, as a file; never a secret. */
export const tokensFile: MakeExport = async (_raw, locale) => {
  const file = await loadTokensFile();
  return file && { name: locale === "fr" ? "cles-api" : "api-keys", rows: rowsOf(file, locale) };
};

async function* rowsOf({ page, timeZone, at }: NonNullable<Awaited<ReturnType<typeof loadTokensFile>>>, locale: Locale): AsyncGenerator<readonly string[]> {
  const t = words(locale, "officeTokens");
  const when = (moment: Date | null): string => (moment === null ? "" : csvMoment(moment, timeZone));
  yield [t("name"), t("scopes"), t("state"), t("csv.made"), t("expires"), t("lastUse"), t("csv.revoked")];
  for await (const one of everyRow(page)) yield [one.name, one.scopes.join(", "), t(`states.${stateOf(one, at)}`), when(one.createdAt), when(one.expiresAt), when(one.lastUsedAt), when(one.revokedAt)];
}
