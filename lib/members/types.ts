import type { MemberId } from "@/lib/kernel/id";
import type { Locale, Localized } from "@/lib/kernel/locale";

export type MemberRole = "customer" | "distributor";
export type MemberStatus = "active" | "suspended" | "closed" | "merged" | "erased";

/** A member as they see themselves. `email` is null once erased or merged. */
export type Member = {
  readonly id: MemberId;
  readonly role: MemberRole;
  readonly status: MemberStatus;
  readonly email: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly locale: Locale;
  /** When they first signed in; null for a guest who has never claimed the wallet. */
  readonly claimedAt: Date | null;
};

/** What a member's shop shows to everybody. */
export type Shop = {
  readonly memberId: MemberId;
  readonly handle: string;
  readonly role: MemberRole;
  readonly firstName: string;
  /** A distributor's first and last name, a customer's first name. */
  readonly name: string;
  /** For example "VDI"; empty for a customer. */
  readonly statusLabel: string;
  readonly picture: string | null;
  readonly words: Localized | null;
  /** Slugs of products. */
  readonly favourites: readonly string[];
};

/** What members say and show on their shop's front page. */
export type ShopPage = {
  /** A few words of their own; null: none. */
  readonly words: Localized | null;
  /** A base name under /img/members, or `media:` and a base name under /media; null: none. */
  readonly picture: string | null;
  /** Slugs of products, in the order shown, each once. One that is not on sale is left out where it is shown. */
  readonly favourites: readonly string[];
};

/** What a handle in an address leads to. `moved`: a former handle; redirect to the one given. */
export type ShopFinding =
  /** `link`: the handle asked for, where it is a labelled link of that shop, which stays in the address; else null. */
  | { readonly kind: "open"; readonly shop: Shop; readonly link: string | null }
  | { readonly kind: "moved"; readonly handle: string }
  | { readonly kind: "closed" | "unknown" };

/** Somebody who buys as a guest, as the checkout knows them. */
export type Buyer = {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly locale: Locale;
  readonly at: Date;
};

/** A distributor who agreed to be found by name and town. */
export type Listed = { readonly id: MemberId; readonly firstName: string; readonly lastName: string; readonly town: string };

export type HandleRefusal = "malformed" | "reserved";
export type ChangeHandleOutcome =
  | { readonly ok: true; readonly handle: string }
  | { readonly ok: false; readonly reason: HandleRefusal | "taken" };

/** A distributor as the company enrols them. `externalId` is the commission system's id. */
export type DistributorEnrolment = {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly town: string;
  /** For example "VDI". */
  readonly statusLabel: string;
  /** Agreed to be found by name and town. */
  readonly listed: boolean;
  readonly picture: string | null;
  readonly words: Localized | null;
  readonly externalId: string;
  readonly handle: string;
  readonly parent: MemberId | null;
  readonly at: Date;
};
