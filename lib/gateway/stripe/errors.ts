import Stripe from "stripe";

/** The provider could not be reached or failed on its side. The same call, with the same key, may be repeated. */
export class ProviderUnavailable extends Error {
  override readonly name = "ProviderUnavailable";
  /** The provider's id of the exchange, for its support; null when there was none. */
  readonly requestId: string | null;

  constructor(message: string, requestId: string | null, cause: unknown) {
    super(message, { cause });
    this.requestId = requestId;
  }
}

/** The provider said no. Repeating the call changes nothing. */
export class ProviderRefused extends Error {
  override readonly name = "ProviderRefused";
  /** Stripe's error code, e.g. `charge_already_refunded`, else its type, e.g. `idempotency_error`. */
  readonly code: string;
  /** The card issuer's reason, e.g. `insufficient_funds`; null when it was not the card. */
  readonly declineCode: string | null;
  readonly status: number;
  readonly requestId: string | null;

  constructor(error: InstanceType<typeof Stripe.errors.StripeError>) {
    super(error.message, { cause: error });
    this.code = error.code ?? error.rawType ?? error.type;
    // The SDK writes "" on card errors without a decline code.
    this.declineCode = error.decline_code ? error.decline_code : null;
    this.status = error.statusCode ?? 0;
    this.requestId = error.requestId ?? null;
  }
}

/** 409 is a lock at the provider (`lock_timeout`, `idempotency_key_in_use`) and 429 its rate limit: both pass. */
function passes(status: number): boolean {
  return status === 409 || status === 429 || status >= 500;
}

/** Runs a call of the SDK and turns its errors into ours. Anything that is not the provider's is thrown on as it is. */
export async function translated<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw translation(error);
  }
}

function translation(error: unknown): unknown {
  if (!(error instanceof Stripe.errors.StripeError)) return error;
  const answered = error.statusCode !== undefined;
  if (answered && !passes(error.statusCode ?? 0)) return new ProviderRefused(error);
  return new ProviderUnavailable(error.message, error.requestId ?? null, error);
}

/** The call's answer, or null when the provider knows no such object. */
export async function orNull<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ProviderRefused && error.code === "resource_missing") return null;
    throw error;
  }
}
