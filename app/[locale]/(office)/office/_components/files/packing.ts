import "server-only";
import { type Locale, localized } from "@/lib/kernel/locale";
import { csvMoment, everyRow } from "@/lib/web/csv";
import type { MakeExport } from "@/lib/web/exports/types";
import { words } from "@/lib/web/words";
import { loadToSendFile } from "../../orders/dispatch/load";

/** Every paid order that waits for its parcel, the oldest first, as a file. */
export const packingFile: MakeExport = async (_raw, locale) => {
  const file = await loadToSendFile();
  return file && { name: locale === "fr" ? "a-expedier" : "to-send", rows: rowsOf(file, locale) };
};

async function* rowsOf({ page, timeZone }: NonNullable<Awaited<ReturnType<typeof loadToSendFile>>>, locale: Locale): AsyncGenerator<readonly string[]> {
  const t = words(locale, "officeOrders");
  yield [t("number"), t("csv.paid"), t("buyer"), t("csv.city"), t("csv.goods")];
  for await (const { number, paidAt, name, city, lines } of everyRow(page)) yield [number, csvMoment(paidAt, timeZone), name ?? t("erased"), city ?? "", lines.map(({ quantity, title }) => `${quantity} × ${localized(title, locale)}`).join(", ")];
}
