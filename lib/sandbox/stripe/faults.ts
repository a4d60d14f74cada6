type Details = { readonly code?: string; readonly param?: string };

/** A refusal in Stripe's words: it becomes the error object of the answer. */
export class StripeFault extends Error {
  override readonly name = "StripeFault";
  readonly status: number;
  readonly type: string;
  readonly details: Details;
  /** Stripe replays a refusal to the same key only when the request itself was well-formed. */
  readonly remembered: boolean;

  constructor(message: string, init: { status: number; type: string; details?: Details; remembered?: boolean }) {
    super(message);
    this.status = init.status;
    this.type = init.type;
    this.details = init.details ?? {};
    this.remembered = init.remembered ?? false;
  }

  /** The body of the answer. */
  body(requestId: string): object {
    const { code, param } = this.details;
    const about = code ? { code, doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}` } : {};
    const log = `https://dashboard.stripe.com/test/workbench/logs?object=${requestId}`;
    return { error: { ...about, message: this.message, ...(param ? { param } : {}), request_log_url: log, type: this.type } };
  }
}

/** The request makes no sense: 400, never remembered. */
export function invalid(message: string, details: Details = {}): StripeFault {
  return new StripeFault(message, { status: 400, type: "invalid_request_error", details });
}

/** The request makes sense, but the state of things forbids it: 400, remembered under the key. */
export function refused(message: string, details: Details = {}): StripeFault {
  return new StripeFault(message, { status: 400, type: "invalid_request_error", details, remembered: true });
}

export function missing(object: string, id: string): StripeFault {
  const details = { code: "resource_missing", param: object === "checkout.session" ? "session" : "id" };
  return new StripeFault(`No such ${object}: '${id}'`, { status: 404, type: "invalid_request_error", details });
}
