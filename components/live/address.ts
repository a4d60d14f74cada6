/** The address of a member's stream, opened by their sign-in. */
export const walletStream = (member: string): string => `/api/live?member=${encodeURIComponent(member)}`;

/** The address of an order's stream, opened by its signed link. */
export const orderStream = (number: string, key: string): string => `/api/live?${new URLSearchParams({ order: number, key }).toString()}`;
