import type { NextRequest } from "next/server";
import { listSalesSince } from "@/lib/forwarding/queries";
import { saleCompleted } from "@/lib/forwarding/rules";
import { toWire } from "@/lib/gateway/signed-json/wire";
import { parseId } from "@/lib/kernel/id";
import { answer } from "@/lib/web/api/call";
import { db } from "@/lib/web/database";
import { policyOf } from "@/lib/web/jobs/sales";

const PAGE_MAX = 100;

/** Sales in the order in which they were settled, from a cursor on: the same documents that are forwarded. */
export async function GET(request: NextRequest): Promise<Response> {
  return answer(request, { scope: "sales:read" }, async ({ url, at }) => {
    const given = url.searchParams.get("cursor");
    const after = given === null ? null : parseId("message", given);
    if (given !== null && after === null) return { refused: { status: 400, type: "bad-cursor", title: "The cursor is not one of ours" } };
    const limit = Math.min(Math.max(Math.trunc(Number(url.searchParams.get("limit") ?? PAGE_MAX)) || PAGE_MAX, 1), PAGE_MAX);
    const page = await listSalesSince(db(), { after, limit: limit + 1, at });
    const shown = page.slice(0, limit);
    const sales = await Promise.all(shown.map(async ({ message, sale, planVersion }) => toWire({ id: message, ...saleCompleted(sale, await policyOf(planVersion)) })));
    return { status: 200, body: { sales, cursor: shown.at(-1)?.message ?? given, more: page.length > limit } };
  });
}
