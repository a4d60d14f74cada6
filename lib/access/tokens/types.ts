import type { Id, MemberId } from "@/lib/kernel/id";

export const SCOPES = ["distributors:read", "distributors:write", "sales:read", "wallets:read"] as const;
export type Scope = (typeof SCOPES)[number];
export type TokenId = Id<"token">;

/** A token as operators see it: never the secret. */
export type TokenRow = {
  readonly id: TokenId;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
};

export type TokenWish = { readonly name: string; readonly scopes: readonly Scope[]; readonly expiresAt: Date; readonly by: MemberId | "terminal"; readonly at: Date };
