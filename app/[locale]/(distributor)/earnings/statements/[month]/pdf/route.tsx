import { renderToBuffer } from "@react-pdf/renderer";
import type { MovementLine } from "@/lib/earnings/types";
import { currentPlace } from "@/lib/web/place";
import { loadDesk } from "../../../../load";
import { StatementDocument } from "../_components/document";
import { loadMonth, movementsOf } from "../load";

/** A document of so many movements has some forty pages; a longer month's has the sums and points to the file of all movements. */
const LINES_MAX = 1_500;

type Context = { readonly params: Promise<{ readonly month: string }> };

/** A month's statement as a document to print or to send. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const desk = await loadDesk();
  const sums = desk.kind === "distributor" ? await loadMonth(desk.book, (await params).month) : null;
  if (desk.kind !== "distributor" || !sums) return new Response(null, { status: 404 });
  const { locale } = await currentPlace();
  const lines: MovementLine[] = [];
  if (sums.movements <= LINES_MAX) for await (const line of movementsOf(desk.book, sums.month)) lines.push(line);
  const pdf = await renderToBuffer(<StatementDocument sums={sums} lines={lines} company={desk.company} who={desk.who.firstName} locale={locale} />);
  return new Response(new Uint8Array(pdf), { headers: { "content-type": "application/pdf", "content-disposition": `attachment; filename="${sums.month}.pdf"`, "cache-control": "private, no-store" } });
}
