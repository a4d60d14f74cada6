/** What one day, or one product, of a link amounts to. */
export type ShareSum = { readonly visits: number; readonly carts: number; readonly orders: number; readonly earnedMinor: bigint };
export type ShareDay = ShareSum & { readonly day: string };
/** `product` is a slug; "" for the front page and everything that is no product's. */
export type ShareProduct = ShareSum & { readonly product: string };
export type ShareReport = { readonly total: ShareSum; readonly days: readonly ShareDay[]; readonly products: readonly ShareProduct[] };

/** How far a friend has come: bought, opened the wallet, brought somebody. */
export type FriendStep = "bought" | "claimed" | "shares";
/** Somebody who came by a member's link: never more than a first name and an initial. DESIGN §9 */
export type Friend = { readonly name: string; readonly step: FriendStep; readonly since: Date };
