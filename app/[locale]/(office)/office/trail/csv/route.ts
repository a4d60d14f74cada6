import { csvMoment, csvResponse, everyRow } from "@/lib/web/csv";
import { currentPlace } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { loadTrailFile } from "../load";

/** The trail that the list's address asks for, all of it, as a file. */
export async function GET(request: Request): Promise<Response> {
  const file = await loadTrailFile(Object.fromEntries(new URL(request.url).searchParams));
  if (!file) return new Response(null, { status: 404 });
  const { locale } = await currentPlace();
  const t = words(locale, "officeTrail");
  async function* rows(trail: NonNullable<typeof file>): AsyncGenerator<readonly string[]> {
    yield [t("csv.when"), t("who"), t("csv.action"), t("csv.subject"), t("before"), t("after"), t("csv.reason")];
    for await (const { occurredAt, actor, actorName, action, subject, before, after, reason } of everyRow(trail.page)) {
      const json = (value: unknown): string => (value === null ? "" : JSON.stringify(value));
      yield [csvMoment(occurredAt, trail.timeZone), actorName ?? actor, action, subject, json(before), json(after), reason ?? ""];
    }
  }
  return csvResponse(locale === "fr" ? "journal" : "trail", rows(file));
}
