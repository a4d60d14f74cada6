/** What a member may agree to, and take back. `listed`: found by name and town at the checkout. `named`: whole name and address shown to the distributor of origin. */
export const CONSENTS = ["listed", "named"] as const;
export type ConsentKind = (typeof CONSENTS)[number];

/** One agreement, with its end when it was taken back. */
export type ConsentPeriod = { readonly kind: string; readonly givenAt: Date; readonly withdrawnAt: Date | null };

/** The parts of the file that the house keeps on a person, as they are handed out. `wallet` is the ledger's. */
export const FILE_PARTS = ["profile", "orders", "goods", "withdrawals", "documents", "consents", "devices", "answers", "settings", "applications", "links", "visits", "payouts"] as const;
export type FilePart = (typeof FILE_PARTS)[number];

/** A row of a part: what it says, by name, in the order of its columns. */
export type FileRow = Readonly<Record<string, string>>;

/** What a person may correct by themselves. Whoever has the address has the account: that one changes with proof only. */
export type Profile = { readonly firstName: string; readonly lastName: string; readonly town: string; readonly locale: string };

/** What the retention job would take, or took, from a table. */
export type Passing = { readonly table: string; readonly rows: number; readonly days: number };
