/** `known`: old or repeated news; `unknown_payment`: no order was settled by this payment (yet). */
export type DisputeNews = { readonly ok: true; readonly outcome: "inquiry" | "held" | "released" | "taken_back" | "known" | "unknown_payment" };
