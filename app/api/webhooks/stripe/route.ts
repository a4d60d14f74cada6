import type { NextRequest } from "next/server";
import type { ProviderEvent } from "@/lib/gateway/stripe/types";
import { errorFields, log } from "@/lib/web/log";
import { takeTransferNews } from "@/lib/web/payouts";
import { payments } from "@/lib/web/payments";
import { problem } from "@/lib/web/problem";
import { takeDisputeNews, takeRefundNews } from "@/lib/web/refunds";
import { settleSession } from "@/lib/web/settle";

/** Far above any event of the provider's. */
const BODY_MAX = 512 * 1024;

/**
 * The payment provider's news: 200 for done, replayed and not ours; 400 for a signature that is not the provider's; 500 when
 * we failed, so that it is sent again.
 */
export async function POST(request: NextRequest): Promise<Response> {
  const body = await request.text();
  if (body.length > BODY_MAX) return problem({ status: 413, title: "Payload too large" });
  const event = payments().readEvent(body, request.headers.get("stripe-signature"));
  if (event.kind === "bad_signature") {
    log("webhook.stripe", { outcome: "bad_signature" }, "warn");
    return problem({ status: 400, type: "bad-signature", title: "The signature does not verify" });
  }
  try {
    const outcome = await take(event);
    log("webhook.stripe", { id: event.id, kind: event.kind, outcome });
    return Response.json({ received: true, outcome });
  } catch (error) {
    log("webhook.stripe", { id: event.id, kind: event.kind, outcome: "failed", ...errorFields(error) }, "error");
    return problem({ status: 500, title: "The event could not be processed" });
  }
}

async function take(event: ProviderEvent): Promise<string> {
  switch (event.kind) {
    case "session_completed":
      return (await settleSession(event.session, event.occurredAt)) ?? "not_ours";
    case "session_expired":
      // The sweeper ends orders: it asks the provider itself and needs no news.
      return "left_to_the_sweeper";
    case "refund_changed":
      return takeRefundNews(event.refund);
    case "dispute_changed":
      return takeDisputeNews(event.dispute);
    case "transfer_reversed":
      return takeTransferNews(event.payout, event.occurredAt);
    case "ignored":
      return "not_ours";
  }
}
