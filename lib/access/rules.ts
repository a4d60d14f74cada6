import type { Limit, OperatorRole, Right } from "./types";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How long a link that somebody asked for opens their account. */
export const SIGN_IN_LINK_MINUTES = 20;
/** How many wrong codes end the code of a mail. */
export const CODE_TRIES = 5;
/** How long the link in an order's confirmation does: people read that mail when the parcel comes. */
export const CLAIM_LINK_DAYS = 7;
/** How long a browser stays signed in. */
export const SESSION_DAYS = 30;

/** Attempts by what is being tried. `address` is the network's, `account` the mailbox's. Generous for people, dull for machines. */
export const LIMITS = {
  sign_in_by_address: { hits: 20, windowMs: 15 * MINUTE_MS },
  sign_in_by_account: { hits: 6, windowMs: 15 * MINUTE_MS },
  open_link_by_address: { hits: 60, windowMs: 15 * MINUTE_MS },
  withdraw_by_address: { hits: 30, windowMs: 15 * MINUTE_MS },
  code_by_address: { hits: 40, windowMs: 15 * MINUTE_MS },
  code_by_account: { hits: 15, windowMs: 15 * MINUTE_MS },
  password_by_address: { hits: 40, windowMs: 15 * MINUTE_MS },
  password_by_account: { hits: 10, windowMs: 15 * MINUTE_MS },
  factor_by_account: { hits: 10, windowMs: 15 * MINUTE_MS },
  file_by_account: { hits: 60, windowMs: 60 * MINUTE_MS },
  picture_by_account: { hits: 20, windowMs: 60 * MINUTE_MS },
  /** Letters typed in the address field of the checkout, a request every few of them. */
  find_address_by_address: { hits: 150, windowMs: 15 * MINUTE_MS },
  /** The same for "who told you about us?": nobody reads the list of distributors from end to end. */
  find_listed_by_address: { hits: 60, windowMs: 15 * MINUTE_MS },
  /** Calls of the public API, by token. */
  api: { hits: 600, windowMs: MINUTE_MS },
} as const satisfies Record<string, Limit>;

/** The end of a link that was asked for at this moment. */
export function signInLinkEnds(at: Date): Date {
  return new Date(at.getTime() + SIGN_IN_LINK_MINUTES * MINUTE_MS);
}

/** The end of a link that goes out with an order's confirmation at this moment. */
export function claimLinkEnds(at: Date): Date {
  return new Date(at.getTime() + CLAIM_LINK_DAYS * DAY_MS);
}

/** The end of a session that opens at this moment. */
export function sessionEnds(at: Date): Date {
  return new Date(at.getTime() + SESSION_DAYS * DAY_MS);
}

const RIGHTS: Readonly<Record<OperatorRole, readonly Right[] | "all">> = {
  owner: "all",
  finance: ["orders", "refunds", "members", "plan", "ledger", "forwarding", "trail"],
  catalogue: ["catalogue"],
  support: ["orders", "members", "trail"],
};

/** Whether operators of this role have a right. An owner has every one. */
export function hasRight(role: OperatorRole, right: Right): boolean {
  const rights = RIGHTS[role];
  return rights === "all" || rights.includes(right);
}
