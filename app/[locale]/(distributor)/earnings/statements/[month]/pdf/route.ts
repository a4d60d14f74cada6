import { listMonths } from "@/lib/earnings/queries";
import { yearsOf } from "@/lib/earnings/rules";
import type { MovementLine } from "@/lib/earnings/types";
import { findMember } from "@/lib/members/queries";
import { db } from "@/lib/web/database";
import { statementPdf } from "@/lib/web/documents/statement";
import { currentPlace } from "@/lib/web/place";
import { loadFile, movementsOf } from "../load";

/** A document of so many movements has some forty pages; a longer month's has the sums and points to the file of all movements. */
const LINES_MAX = 1_500;

type Context = { readonly params: Promise<{ readonly month: string }> };

/** A month's statement as a document to print or to send. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const file = await loadFile(params);
  if (file === null) return new Response(null, { status: 404 });
  const { desk, sums } = file;
  const { locale } = await currentPlace();
  const lines: MovementLine[] = [];
  if (sums.movements <= LINES_MAX) for await (const line of movementsOf(desk.book, sums.month)) lines.push(line);
  const [member, months] = await Promise.all([findMember(db(), desk.who.id), listMonths(db(), desk.book)]);
  const [year] = yearsOf(months.filter(({ month }) => month <= sums.month), desk.book.currency);
  if (!year) return new Response(null, { status: 404 });
  const pdf = await statementPdf({ company: desk.company, who: [member?.firstName, member?.lastName].filter(Boolean).join(" "), sums, year, lines }, locale);
  return new Response(new Uint8Array(pdf), { headers: { "content-type": "application/pdf", "content-disposition": `attachment; filename="${sums.month}.pdf"`, "cache-control": "private, no-store" } });
}
