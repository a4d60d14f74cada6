import { newStripeId } from "./book";
import { knownCurrency, payable } from "./currency";
import { invalid, missing, refused } from "./faults";
import type { Fields } from "./form";
import type { Sandbox } from "./sandbox";
import type { Line, Session } from "./types";

const SHORTEST_S = 30 * 60;
const LONGEST_S = 24 * 3600;
const MOST_LINES = 100;
const KNOWN = [
  "mode", "allowed_payment_method_types", "submit_type", "locale", "customer_email", "client_reference_id", "metadata",
  "payment_intent_data", "adaptive_pricing", "line_items", "success_url", "cancel_url", "expires_at", "ui_mode",
];

/** `POST /v1/checkout/sessions`, mode payment with `price_data` lines. */
export function createSession(sandbox: Sandbox, fields: Fields): Session {
  fields.only(...KNOWN);
  if (fields.required("mode") !== "payment") throw invalid("This sandbox only knows `payment` mode.", { param: "mode" });
  fields.oneOf("ui_mode", ["hosted_page"]);
  const methods = fields.below("allowed_payment_method_types").texts();
  if (methods.some((method) => method !== "card")) throw invalid("This sandbox only takes cards.", { param: "allowed_payment_method_types" });

  const { lines, currency } = readLines(fields.requiredBelow("line_items").elements());
  const total = lines.reduce((sum, line) => sum + line.unit_amount * line.quantity, 0);
  payable(total, currency);
  const intent = fields.below("payment_intent_data");
  intent.only("metadata", "description");

  const id = newStripeId("cs_test", 58);
  const session: Session = { ...sessionOf(sandbox, fields), id, amount_subtotal: total, amount_total: total, currency, url: `${sandbox.url}/c/pay/${id}` };
  const [intentMetadata, intentDescription] = [intent.below("metadata").metadata(), intent.text("description")];
  sandbox.book.put("pages", { id, lines, intentMetadata, intentDescription });
  sandbox.book.put("sessions", session);
  return session;
}

function sessionOf(sandbox: Sandbox, fields: Fields): Omit<Session, "id" | "amount_subtotal" | "amount_total" | "currency" | "url"> {
  const methods = fields.below("allowed_payment_method_types").texts();
  return {
    object: "checkout.session",
    adaptive_pricing: { enabled: fields.below("adaptive_pricing").text("enabled") === "true" },
    allowed_payment_method_types: methods.length > 0 ? methods : null,
    cancel_url: webAddress(fields.text("cancel_url"), "cancel_url"),
    client_reference_id: fields.text("client_reference_id"),
    created: sandbox.now(),
    customer: null,
    customer_details: null,
    customer_email: email(fields.text("customer_email")),
    expires_at: expiry(sandbox.now(), fields.integer("expires_at")),
    livemode: false,
    locale: fields.oneOf("locale", ["fr", "en", "auto"]),
    metadata: fields.below("metadata").metadata(),
    mode: "payment",
    payment_intent: null,
    payment_method_types: ["card"],
    payment_status: "unpaid",
    status: "open",
    submit_type: fields.oneOf("submit_type", ["auto", "pay", "book", "donate"]),
    success_url: webAddress(fields.required("success_url"), "success_url") ?? "",
    ui_mode: "hosted_page",
  };
}

function readLines(elements: readonly Fields[]): { lines: Line[]; currency: string } {
  if (elements.length > MOST_LINES) throw invalid(`A session has at most ${MOST_LINES} line items.`, { param: "line_items" });
  const lines = elements.map(readLine);
  const [first, ...others] = lines;
  if (first === undefined) throw invalid("Missing required param: line_items.", { code: "parameter_missing", param: "line_items" });
  const foreign = others.find((line) => line.currency !== first.currency);
  if (foreign) throw invalid("All line items of a Checkout Session must have the same currency.", { param: "line_items" });
  return { lines, currency: first.currency };
}

function readLine(fields: Fields): Line & { currency: string } {
  fields.only("quantity", "price_data");
  const price = fields.requiredBelow("price_data");
  price.only("currency", "unit_amount", "product_data");
  const product = price.requiredBelow("product_data");
  product.only("name", "images", "description");
  const [quantity, amount] = [fields.integer("quantity") ?? 1, price.integer("unit_amount")];
  if (amount === null || amount < 0 || quantity < 1) throw invalid("Invalid non-negative integer", { param: "line_items" });
  return {
    currency: knownCurrency(price.required("currency")),
    name: product.required("name"),
    quantity,
    unit_amount: amount,
    image: webAddress(product.below("images").texts()[0] ?? null, "images"),
  };
}

function email(text: string | null): string | null {
  if (text !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) {
    throw invalid(`Invalid email address: ${text}`, { code: "email_invalid", param: "customer_email" });
  }
  return text;
}

function webAddress(text: string | null, param: string): string | null {
  if (text !== null && !/^https?:\/\/[^\s]+$/.test(text)) throw invalid("Not a valid URL", { code: "url_invalid", param });
  return text;
}

function expiry(now: number, asked: number | null): number {
  const at = asked ?? now + LONGEST_S;
  if (at < now + SHORTEST_S) throw invalid("The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.", { param: "expires_at" });
  if (at > now + LONGEST_S) throw invalid("The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.", { param: "expires_at" });
  return at;
}

/** The session as it is now: one whose time is over expires when somebody looks. */
export function findSession(sandbox: Sandbox, id: string): Session | null {
  const session = sandbox.book.find("sessions", id);
  return session?.status === "open" && session.expires_at <= sandbox.now() ? close(sandbox, session) : session;
}

/** `POST /v1/checkout/sessions/:id/expire`. */
export function expireSession(sandbox: Sandbox, id: string): Session {
  const session = findSession(sandbox, id) ?? none(id);
  if (session.status !== "open") {
    const message = `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`;
    throw refused(message);
  }
  return close(sandbox, session);
}

function none(id: string): never {
  throw missing("checkout.session", id);
}

function close(sandbox: Sandbox, session: Session): Session {
  const intent = sandbox.book.find("intents", session.payment_intent);
  if (intent) {
    const over = { status: "canceled", canceled_at: sandbox.now(), cancellation_reason: "abandoned", next_action: null } as const;
    sandbox.book.put("intents", { ...intent, ...over });
  }
  const expired: Session = { ...session, status: "expired", url: null };
  sandbox.book.put("sessions", expired);
  sandbox.emit("checkout.session.expired", expired);
  return expired;
}

/** Expires every session whose time is over, whether anybody looks or not. */
export function expireOverdue(sandbox: Sandbox): void {
  for (const { id, status } of sandbox.book.list("sessions")) if (status === "open") findSession(sandbox, id);
}
