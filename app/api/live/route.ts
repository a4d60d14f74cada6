import type { NextRequest } from "next/server";
import type { SessionHash } from "@/lib/access/types";
import type { Subject } from "@/lib/live/types";
import { findOrderByNumber } from "@/lib/order/queries";
import { db } from "@/lib/web/database";
import { opensOrder } from "@/lib/web/links";
import { liveHub } from "@/lib/web/live/live";
import { streamTo } from "@/lib/web/live/stream";
import { problem } from "@/lib/web/problem";
import { viewer } from "@/lib/web/viewer";

/** A browser needs one, and people have a few browsers. */
const STREAMS_MAX = 12;
/** Of one process: about 90 kB each (`stream_kb` of `npm run bench -- live`). */
const ALL_STREAMS_MAX = 10_000;

/**
 * Server-sent events: the reader's wallets (`?member=` says whose the page believes they are), or the buyer's credit of one order by its
 * signed link (`?order=&key=`). DESIGN §8
 */
export async function GET(request: NextRequest): Promise<Response> {
  const opened = await whose(request.nextUrl.searchParams);
  if (opened === null) return problem({ status: 401, type: "signed-out", title: "Not signed in, or not this order's link" });
  const hub = liveHub();
  if (hub.watching(opened.subject) >= STREAMS_MAX) return problem({ status: 429, type: "too-many-streams", title: "Too many open streams" });
  if (hub.size >= ALL_STREAMS_MAX) return problem({ status: 503, type: "full", title: "No room for another stream" });
  const has = request.headers.get("last-event-id");
  const body = streamTo(request.signal, (sink) => hub.open({ ...opened, has, sink }));
  return new Response(body, {
    headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store, no-transform", "x-accel-buffering": "no" },
  });
}

type Opened = { readonly subject: Subject; readonly session: SessionHash | null };

async function whose(asked: URLSearchParams): Promise<Opened | null> {
  const number = asked.get("order");
  if (number !== null) {
    if (!opensOrder(number, asked.get("key"))) return null;
    const found = await findOrderByNumber(db(), number);
    return found && { subject: { kind: "order", order: found.order.id }, session: null };
  }
  const open = await viewer();
  const { id } = open?.who ?? {};
  if (!open || id === undefined || (asked.get("member") ?? id) !== id) return null;
  return { subject: { kind: "wallets", member: id }, session: open.session };
}
