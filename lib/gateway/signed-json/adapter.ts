import { Webhook } from "standardwebhooks";
import { z } from "zod";
import { call, type Call, retryAfterMs } from "../http";
import type { BookedSale, CommissionAdapter, CommissionMessage, CommissionOutcome, Delivery, Exchange, Window } from "../commission";
import { acceptedSchema, bookedPageSchema, LOOKUP_PATH, problemSchema, SALES_PATH, WIRE_PATHS } from "./contract";
import { toWire } from "./wire";

export type SignedJsonSettings = {
  /** Where the commission system listens, without `/v1`. */
  readonly baseUrl: string;
  /** `whsec_` and base64, at least 24 bytes. Standard Webhooks. */
  readonly secret: string;
  /** How long one request may take, milliseconds. 10 s when left out. */
  readonly timeoutMs?: number;
};

/** Statuses that say "not now" or "you are set up wrongly", never "I don't want this sale". */
const NOT_NOW = new Set([401, 403, 404, 408, 425, 429]);
const WORDS_MAX = 1_000;
/** Pages of 1,000 sales each, in one reconciliation. */
const PAGES_MAX = 10_000;
const PAGE_MAX_BYTES = 8 * 1024 * 1024;

/**
 * Sends messages as JSON signed by the Standard Webhooks specification, with the message's id as idempotency key.
 * One request a message; one more before it when a doubt is open.
 * @see DESIGN §6, https://www.standardwebhooks.com
 */
export function createSignedJsonAdapter(settings: SignedJsonSettings): CommissionAdapter {
  const webhook = new Webhook(settings.secret);
  const base = settings.baseUrl.replace(/\/+$/, "");
  const timeoutMs = settings.timeoutMs ?? 10_000;

  const request = (message: CommissionMessage, method: "GET" | "POST"): Call => {
    const body = method === "POST" ? JSON.stringify(toWire(message)) : "";
    const now = new Date();
    return {
      method,
      url: base + (method === "POST" ? WIRE_PATHS[message.kind] : LOOKUP_PATH + encodeURIComponent(message.id)),
      headers: {
        ...(method === "POST" ? { "content-type": "application/json", "idempotency-key": message.id } : {}),
        accept: "application/json",
        "webhook-id": message.id,
        "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
        "webhook-signature": webhook.sign(message.id, now, body),
      },
      body: method === "POST" ? body : null,
      timeoutMs,
    };
  };

  const listing = ({ from, to }: Window, cursor: string | null): Call => {
    const now = new Date();
    const id = `list_${now.getTime()}`;
    const query = new URLSearchParams({ from: from.toISOString(), to: to.toISOString(), ...(cursor === null ? {} : { cursor }) });
    const headers = { accept: "application/json", "webhook-id": id, "webhook-timestamp": String(Math.floor(now.getTime() / 1000)), "webhook-signature": webhook.sign(id, now, "") };
    return { method: "GET", url: `${base}${SALES_PATH}?${query.toString()}`, headers, body: null, timeoutMs, answerMaxBytes: PAGE_MAX_BYTES };
  };

  return {
    destination: "signed-json",
    async deliver(message, lookFirst): Promise<Delivery> {
      const exchanges: Exchange[] = [];
      if (lookFirst) {
        const looked = await call(request(message, "GET"));
        exchanges.push(looked);
        const known = readLookup(looked);
        if (known !== "unknown") return { outcome: known, exchanges };
      }
      const sent = await call(request(message, "POST"));
      exchanges.push(sent);
      return { outcome: readAnswer(sent), exchanges };
    },
    async *listBooked(window): AsyncGenerator<readonly BookedSale[]> {
      let cursor: string | null = null;
      for (let page = 0; page < PAGES_MAX; page += 1) {
        const found: z.output<typeof bookedPageSchema> = readPage(await call(listing(window, cursor)));
        yield found.sales.map(toBooked);
        if (found.next === null) return;
        cursor = found.next;
      }
      throw new Error(`the other side's list has more than ${PAGES_MAX} pages`);
    },
  };
}

function readPage({ response, failure }: Exchange): z.output<typeof bookedPageSchema> {
  if (response?.status !== 200) throw new Error(failure ?? `the list was answered ${response?.status ?? "not at all"}`);
  const page = parse(bookedPageSchema, response.body);
  if (!page) throw new Error("the list is not what the contract says");
  return page;
}

function toBooked({ orderNumber, reference, paidAt, currency, totalMinor, returnedMinor, distributor }: z.output<typeof bookedPageSchema>["sales"][number]): BookedSale {
  return {
    ...{ number: orderNumber, reference, at: new Date(paidAt), currency },
    ...{ totalMinor: BigInt(totalMinor), returnedMinor: BigInt(returnedMinor) },
    distributor: { member: distributor?.memberId ?? null, externalId: distributor?.externalId ?? null },
  };
}

function readLookup(looked: Exchange): CommissionOutcome | "unknown" {
  // Only the contract's own "I have no such message" counts; a proxy's 404 page must not lead to a second send.
  if (looked.response?.status === 404 && problem(looked.response.body)?.code === "unknown_message") return "unknown";
  const outcome = readAnswer(looked);
  if (outcome.result === "accepted") return { ...outcome, result: "duplicate" };
  if (outcome.result === "refused") return { result: "retry", afterMs: null, why: `lookup answered ${outcome.code}` };
  return outcome;
}

function readAnswer({ response, failure }: Exchange): CommissionOutcome {
  if (!response) return { result: "retry", afterMs: null, why: failure ?? "no answer" };
  const { status, body } = response;
  if (status === 200 || status === 201) {
    const accepted = parse(acceptedSchema, body);
    if (!accepted) return { result: "retry", afterMs: null, why: `answer ${status} is not what the contract says` };
    return { result: accepted.duplicate ? "duplicate" : "accepted", externalReference: accepted.reference };
  }
  if (status >= 400 && status < 500 && !NOT_NOW.has(status)) {
    const said = problem(body);
    const words = (said?.detail ?? said?.title ?? body).slice(0, WORDS_MAX);
    return { result: "refused", code: said?.code ?? `http_${status}`, words };
  }
  return { result: "retry", afterMs: retryAfterMs(response.headers["retry-after"]), why: `answer ${status}` };
}

function problem(body: string) {
  return parse(problemSchema, body);
}

function parse<T>(schema: z.ZodType<T>, body: string): T | null {
  try {
    return schema.safeParse(JSON.parse(body)).data ?? null;
  } catch {
    // Not JSON is an answer too: the caller says what it means.
    return null;
  }
}
